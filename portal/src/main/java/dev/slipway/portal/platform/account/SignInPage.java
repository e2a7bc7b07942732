package dev.slipway.portal.platform.account;

import dev.slipway.portal.identity.DemoUser;
import dev.slipway.portal.identity.DemoUsers;
import dev.slipway.portal.security.ForAnyone;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.chains.SignInDoors;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page: the demo users' form, the choice of providers, or what to configure where there is none. */
@Controller
class SignInPage {

    private final SignInDoors doors;
    private final ObjectProvider<DemoUsers> demoUsers;

    SignInPage(SignInDoors doors, ObjectProvider<DemoUsers> demoUsers) {
        this.doors = doors;
        this.demoUsers = demoUsers;
    }

    @GetMapping(SignInDoors.SIGN_IN_PAGE)
    @ForAnyone
    String show(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String logout,
            Model model) {
        var demo = demoUsers.getIfAvailable();
        model.addAttribute("users", demo == null ? List.of() : views(demo));
        model.addAttribute("passwords", demo != null);
        model.addAttribute("doors", doors.all());
        model.addAttribute("failed", error != null);
        model.addAttribute("signedOut", logout != null);
        return "login";
    }

    private static List<DemoUserView> views(DemoUsers demo) {
        return demo.all().stream().map(user -> view(user, demo)).toList();
    }

    private static DemoUserView view(DemoUser user, DemoUsers demo) {
        var person = demo.person(user);
        return new DemoUserView(
                user.name(),
                user.displayName(),
                user.name(),
                person.teams().stream().sorted().collect(Collectors.joining(", ")),
                person.roles().stream()
                        .map(Role::name)
                        .map(role -> role.toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }
}
