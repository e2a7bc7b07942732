package dev.slipway.portal.security.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class PersonMapperTest {

    private static final SecuritySettings.Roles ROLES =
            new SecuritySettings.Roles(List.of("team-platform"), List.of("audit"), List.of("root", "admins"));

    @Test
    void dropsKeycloaksLeadingSlash() {
        assertThat(map("groups", Map.of("groups", List.of("/team-checkout", "/audit-not")))
                        .teams())
                .containsExactly("team-checkout");
    }

    @Test
    void readsTheClaimThatIsConfigured() {
        var person = map("groups_direct", Map.of("groups", List.of("team-a"), "groups_direct", List.of("team-b")));

        assertThat(person.teams()).containsExactly("team-b");
    }

    @Test
    void takesASingleGroupThatIsNotInAList() {
        assertThat(map("groups", Map.of("groups", "team-solo")).teams()).containsExactly("team-solo");
    }

    @Test
    void ignoresGroupsThatCouldNotNameANamespace() {
        var groups =
                List.of("team-../../etc", "team-ümlaut", "team-Upper", "team-" + "x".repeat(300), "team-ok", "wheel");

        assertThat(map("groups", Map.of("groups", groups)).teams()).containsExactly("team-ok");
    }

    @Test
    void givesRolesByGroup() {
        assertThat(roles("team-checkout")).containsExactly(Role.DEV);
        assertThat(roles("team-platform")).containsExactlyInAnyOrder(Role.DEV, Role.PLATFORM);
        assertThat(roles("admins")).containsExactly(Role.ADMIN);
        assertThat(roles("nothing")).isEmpty();
    }

    @Test
    void letsAnAuditorBeNothingElse() {
        var person = map("groups", Map.of("groups", List.of("audit", "admins", "team-checkout")));

        assertThat(person.roles()).containsExactly(Role.AUDITOR);
        assertThat(person.canReadAll()).isTrue();
        assertThat(person.canChange("team-checkout")).isFalse();
        assertThat(person.canOrder()).isFalse();
    }

    @Test
    void letsMembersAndAdministratorsChangeWhatIsATeams() {
        var member = map("groups", Map.of("groups", List.of("team-checkout")));
        assertThat(member.canChange("team-checkout")).isTrue();
        assertThat(member.canChange("team-payments")).isFalse();
        assertThat(member.canRead("team-payments")).isFalse();
        assertThat(member.canPublish()).isFalse();

        var admin = map("groups", Map.of("groups", List.of("root")));
        assertThat(admin.canChange("team-payments")).isTrue();

        var platform = map("groups", Map.of("groups", List.of("team-platform")));
        assertThat(platform.canRead("team-payments")).isTrue();
        assertThat(platform.canChange("team-payments")).isFalse();
        assertThat(platform.canPublish()).isTrue();
    }

    @Test
    void knowsPeopleByIssuerAndSubjectOnly() {
        var before = map("groups", Map.of("email", "dana@example.org", "name", "Dana"));
        var after = map("groups", Map.of("email", "other@example.org", "name", "Dana D."));
        assertThat(after).isEqualTo(before).hasSameHashCodeAs(before);

        var mapper = mapper("groups");
        var elsewhere = mapper.person("https://other.example", Map.of("sub", "4711", "email", "dana@example.org"));
        assertThat(elsewhere).isNotEqualTo(before);
    }

    @Test
    void refusesClaimsWithoutASubject() {
        assertThatThrownBy(() -> mapper("groups").person("https://idp.example", Map.of("email", "dana@example.org")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sub");
    }

    private static java.util.Set<Role> roles(String group) {
        return map("groups", Map.of("groups", List.of(group))).roles();
    }

    private static Person map(String groupsClaim, Map<String, Object> claims) {
        var all = new HashMap<>(claims);
        all.put("sub", "4711");
        return mapper(groupsClaim).person("https://idp.example", all);
    }

    private static PersonMapper mapper(String groupsClaim) {
        var settings = new SecuritySettings(
                groupsClaim, "preferred_username", "team-", "slipway-api", Duration.ofDays(30), ROLES);
        return new PersonMapper(settings, new StaticListableBeanFactory().getBeanProvider(IssuerAlias.class));
    }
}
