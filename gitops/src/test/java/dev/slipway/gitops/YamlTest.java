package dev.slipway.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** YAML as Kubernetes reads it, and nothing that blows up. */
class YamlTest {

    @Test
    void readsOctalNumbersAndWordsForTrueAsKubernetesDoes() {
        assertThat(Yaml.read("{mode: 0644, on: yes, day: 2026-11-22, text: '0644'}"))
                .isEqualTo(Map.of("mode", 420, "true", true, "day", "2026-11-22", "text", "0644"));
    }

    @Test
    void refusesABombOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d,*a%2$d,*a%2$d]\n".formatted(i, i - 1));
        }
        assertThatThrownBy(() -> Yaml.read(bomb.toString())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsWhatAliasesRepeatAsOftenAsItIsRepeated() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i <= 16; i++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d,*a%2$d,*a%2$d]\n".formatted(i, i - 1));
        }
        assertThatThrownBy(() -> Yaml.read(bomb.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100000 values");
    }

    @Test
    void refusesAnObjectThatHoldsItself() {
        assertThatThrownBy(() -> Yaml.read("a: &a [*a]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWhatAFewAliasesRepeat() {
        assertThat(Yaml.read("{a: &a {x: 1}, b: *a, c: {<<: *a, y: 2}}"))
                .isEqualTo(Map.of("a", Map.of("x", 1), "b", Map.of("x", 1), "c", Map.of("x", 1, "y", 2)));
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> Yaml.read("{a: " + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTagsThatMakeObjects() {
        assertThatThrownBy(() -> Yaml.read("a: !!javax.script.ScriptEngineManager []"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> Yaml.read("{a: 1, a: 2}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysInWhichLineAndColumnItCantBeRead() {
        assertThatThrownBy(() -> Yaml.read("a: 1\nb: [x,\nc: {y: 2\n"))
                .hasMessageStartingWith("Not readable as YAML: line 4, column 1: expected ',' or '}'");
        assertThatThrownBy(() -> Yaml.read("a: 1\n  b: 2\n"))
                .hasMessage("Not readable as YAML: line 2, column 4: mapping values are not allowed here");
    }

    @Test
    void readsBackWhatItWrites() {
        Map<String, Object> object = Map.of("text", "yes", "number", "0644", "lines", "a\nb\n", "date", "2026-11-22");
        assertThat(Yaml.read(Yaml.write(object))).isEqualTo(object);
    }
}
