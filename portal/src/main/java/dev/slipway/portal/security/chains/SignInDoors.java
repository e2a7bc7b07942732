package dev.slipway.portal.security.chains;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.stereotype.Component;

/** The identity providers that people can sign in with. */
@Component
public class SignInDoors {

    /** The demo users' form, and what to show where signing in didn't work. */
    public static final String SIGN_IN_PAGE = "/login";

    private final List<Door> doors;

    SignInDoors(ObjectProvider<OAuth2ClientProperties> clients, ObjectProvider<Door> embedded) {
        var own = embedded.orderedStream().toList();
        this.doors = own.isEmpty() ? configured(clients) : own;
    }

    private static List<Door> configured(ObjectProvider<OAuth2ClientProperties> clients) {
        var properties = clients.getIfAvailable();
        return properties == null
                ? List.of()
                : properties.getRegistration().entrySet().stream()
                        .map(SignInDoors::door)
                        .toList();
    }

    private static Door door(Map.Entry<String, OAuth2ClientProperties.Registration> registration) {
        var name = registration.getValue().getClientName();
        return new Door(registration.getKey(), name == null ? registration.getKey() : name);
    }

    public List<Door> all() {
        return doors;
    }

    /** Where signing in begins: at the first provider, or on the page that says how to configure one. */
    public String start() {
        return doors.isEmpty() ? SIGN_IN_PAGE : doors.get(0).url();
    }

    /**
     * One identity provider.
     *
     * @param id its client registration
     * @param title what the sign-in page calls it
     */
    public record Door(String id, String title) {

        public String url() {
            return OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + id;
        }
    }
}
