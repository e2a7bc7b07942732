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
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The demo users' form; without them, where to sign in, or what to configure first. */
@Controller
class SignInPage {

    private static final String HOW_TO_CONFIGURE = "Nobody can sign in yet: no identity provider is configured. Set"
            + " spring.security.oauth2.client.registration.<name>.client-id and .client-secret, and"
            + " spring.security.oauth2.client.provider.<name>.issuer-uri, or start with the profile 'demo' to try"
            + " Slipway out. API tokens, such as the one in the data directory's admin-token, work already.";

    private final SignInDoors doors;
    private final ObjectProvider<DemoUsers> demoUsers;

    SignInPage(SignInDoors doors, ObjectProvider<DemoUsers> demoUsers) {
        this.doors = doors;
        this.demoUsers = demoUsers;
    }

    @GetMapping(SignInDoors.SIGN_IN_PAGE)
    @ForAnyone
    ModelAndView show(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String logout) {
        var demo = demoUsers.getIfAvailable();
        if (demo != null) {
            return form(demo, error != null, logout != null);
        }
        if (doors.all().isEmpty()) {
            return notice(HttpStatus.SERVICE_UNAVAILABLE, HOW_TO_CONFIGURE);
        }
        if (error != null) {
            return notice(
                    HttpStatus.UNAUTHORIZED,
                    "Signing in with " + doors.all().get(0).title() + " didn't work. Please try again.");
        }
        return new ModelAndView("redirect:" + (logout == null ? doors.start() : "/"));
    }

    private static ModelAndView form(DemoUsers demo, boolean failed, boolean signedOut) {
        return new ModelAndView("login")
                .addObject("users", views(demo))
                .addObject("failed", failed)
                .addObject("signedOut", signedOut);
    }

    private static ModelAndView notice(HttpStatus status, String message) {
        return new ModelAndView("error", status)
                .addObject("status", status.value())
                .addObject("error", status.getReasonPhrase())
                .addObject("message", message);
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
