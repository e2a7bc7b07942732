package dev.slipway.portal.breakglass.web;

import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.portal.breakglass.BreakGlass;
import dev.slipway.portal.breakglass.BreakGlasses;
import dev.slipway.portal.security.Person;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Shows break-glass to those whom it concerns. */
@Component
public class BreakGlassViews {

    private final BreakGlasses glasses;

    BreakGlassViews(BreakGlasses glasses) {
        this.glasses = glasses;
    }

    /** What the person may see: what somebody pushed first, then what people asked for, newest first. */
    public List<BreakGlassView> of(Person person) {
        List<BreakGlass> asked = glasses.latest(person);
        Set<String> known = asked.stream().map(BreakGlass::id).collect(Collectors.toSet());
        return Stream.concat(
                        glasses.open(person).stream()
                                .filter(exemption -> !known.contains(exemption.id()))
                                .map(exemption -> BreakGlassView.of(exemption, person)),
                        asked.stream().map(glass -> BreakGlassView.of(glass, person)))
                .toList();
    }

    /** What is open now and the person may see, the first to end first; from memory. */
    public List<BreakGlassView> open(Person person) {
        return glasses.open(person).stream()
                .map(exemption -> BreakGlassView.of(exemption, person))
                .toList();
    }

    BreakGlassView find(String id, Person person) {
        for (Exemption exemption : glasses.open(person)) {
            boolean pushed = exemption.id().equals(id)
                    && glasses.latest(person).stream()
                            .noneMatch(glass -> glass.id().equals(id));
            if (pushed) {
                return BreakGlassView.of(exemption, person);
            }
        }
        return BreakGlassView.of(glasses.find(id, person), person);
    }
}
