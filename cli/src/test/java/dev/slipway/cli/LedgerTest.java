package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    private Path home;

    @Test
    void verifiesAnExportWithoutAPortal() throws Exception {
        var lines = chain(3);

        var whole = verify(lines);

        assertThat(whole.exit()).isZero();
        assertThat(whole.out()).contains("Whole up to entry 3:" + hashOf(lines.get(2)));
    }

    @Test
    void namesTheFirstEntryThatWasChangedRemovedOrPutIn() throws Exception {
        var lines = chain(4);
        var changed = new ArrayList<>(lines);
        changed.set(1, changed.get(1).replace("ann", "bob"));
        var forged = new ArrayList<>(lines);
        forged.set(1, sealed(payload(lines.get(1)).replace("ann", "bob")));
        var removed = new ArrayList<>(lines);
        removed.remove(2);
        var cut = new ArrayList<>(lines);
        cut.set(3, cut.get(3).substring(0, 40));

        assertBroken(verify(changed), "BROKEN: Entry 2 ", "was changed");
        assertBroken(verify(forged), "BROKEN: Entry 3 ", "does not follow entry 2");
        assertBroken(verify(removed), "BROKEN: Entry 3 is missing; after 2 comes 4");
        assertBroken(verify(cut), "BROKEN: Entry 4 ", "no line of an export");
    }

    private static void assertBroken(CommandLineRun run, String... parts) {
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains(parts);
    }

    @Test
    void goesOnFromWhatWasVerifiedBefore() throws Exception {
        var lines = chain(4);
        try (var portal = new ContractServer()
                .answer(
                        "GET /api/v1/ledger/export?format=ndjson&after=2",
                        200,
                        "application/x-ndjson",
                        String.join("\n", lines.subList(2, 4)) + "\n")) {
            var variables = Map.of("SLIPWAY_URL", portal.url().toString(), "SLIPWAY_TOKEN", ContractServer.TOKEN);

            var verified = CommandLineRun.of(
                    variables, home, null, "", "ledger", "verify", "--known", "2:" + hashOf(lines.get(1)));
            var another =
                    CommandLineRun.of(variables, home, null, "", "ledger", "verify", "--known", "2:" + "a".repeat(64));
            var nonsense = CommandLineRun.of(variables, home, null, "", "ledger", "verify", "--known", "2");

            assertThat(verified.exit()).isZero();
            assertThat(verified.out()).contains("Whole up to entry 4:");
            assertBroken(another, "BROKEN: Entry 3 ");
            assertThat(nonsense.exit()).isEqualTo(2);
        }
    }

    @Test
    void comparesTheChainWithWhatCommitsSayOfIt() throws Exception {
        var lines = chain(4);
        var file = home.resolve("ledger.ndjson");
        Files.writeString(file, String.join("\n", lines.subList(0, 3)) + "\n");

        var agreed = verifyWithAnchors(file, "2 " + hashOf(lines.get(1)) + "\n\n3 " + hashOf(lines.get(2)) + "\n");
        var rewritten = verifyWithAnchors(file, "2 " + "b".repeat(64) + "\n");
        var cut = verifyWithAnchors(file, "4 " + hashOf(lines.get(3)) + "\n");

        assertThat(agreed.exit()).isZero();
        assertThat(agreed.out()).contains("2 entries are as commits name them");
        assertBroken(rewritten, "A commit names entry 2 with another hash");
        assertBroken(cut, "A commit names entry 4, but the chain ends at 3");
    }

    @Test
    void provesNothingWithoutALineThatNamesAnEntry() throws Exception {
        var file = home.resolve("ledger.ndjson");
        Files.writeString(file, String.join("\n", chain(2)) + "\n");

        var nothing = verifyWithAnchors(file, "\nnot a trailer\n");

        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("No line of standard input names an entry");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        var missing = CommandLineRun.of(home, "ledger", "verify", "--file", "/nope");

        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).isEqualTo("slipway: /nope can't be read: there is no such file\n");
    }

    @Test
    void listsThePersonThatAnEntryNamesItselfOrAnotherTellsOf() throws IOException {
        try (var portal = new ContractServer().answer("GET /api/v1/ledger", 200, """
                {"items":[
                  {"sequence":1,"type":"drift","user":null,"attributions":[{"user":"slipway","impersonated":"slipway-chaos"}]},
                  {"sequence":2,"type":"attribution","user":"ann","attributions":[],"details":{"impersonated":"bob"}},
                  {"sequence":3,"type":"break-glass-opened","user":"dev","attributions":[],"details":{}}]}""")) {
            var variables = Map.of("SLIPWAY_URL", portal.url().toString(), "SLIPWAY_TOKEN", ContractServer.TOKEN);

            var lines = CommandLineRun.of(variables, home, null, "", "ledger", "list")
                    .out()
                    .split("\n");

            assertThat(lines[1]).containsPattern("drift .*slipway +slipway-chaos");
            assertThat(lines[2]).containsPattern("attribution .*ann +bob");
            assertThat(lines[3]).containsPattern("break-glass-opened .*dev$");
        }
    }

    private CommandLineRun verifyWithAnchors(Path file, String anchors) {
        return CommandLineRun.of(
                Map.of(), home, null, anchors, "ledger", "verify", "--file", file.toString(), "--anchors", "-");
    }

    @Test
    void exportsWhatAFilterAsksFor() throws IOException {
        try (var portal = new ContractServer()
                .answer(
                        "GET /api/v1/ledger/export?type=drift&type=attribution&tenant=shop&from=2026-11-01&format=csv",
                        200,
                        "text/csv",
                        "sequence,type\r\n1,drift\r\n")) {
            var variables = Map.of("SLIPWAY_URL", portal.url().toString(), "SLIPWAY_TOKEN", ContractServer.TOKEN);
            var file = home.resolve("ledger.csv");

            var exported = CommandLineRun.of(
                    variables,
                    home,
                    null,
                    "",
                    "ledger",
                    "export",
                    "--type=drift",
                    "--type=attribution",
                    "--tenant=shop",
                    "--from=2026-11-01",
                    "--format=csv",
                    "-o",
                    file.toString());

            assertThat(exported.exit()).isZero();
            assertThat(Files.readString(file)).isEqualTo("sequence,type\r\n1,drift\r\n");
        }
    }

    private CommandLineRun verify(List<String> lines) throws IOException {
        var file = home.resolve("ledger.ndjson");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return CommandLineRun.of(home, "ledger", "verify", "--file", file.toString());
    }

    private static List<String> chain(int length) throws Exception {
        var lines = new ArrayList<String>();
        var previous = "0".repeat(64);
        for (int i = 1; i <= length; i++) {
            lines.add(sealed("{\"sequence\":%d,\"previous\":\"%s\",\"user\":\"ann\"}".formatted(i, previous)));
            previous = hashOf(lines.get(i - 1));
        }
        return lines;
    }

    private static String sealed(String payload) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
        return payload.substring(0, payload.length() - 1) + ",\"hash\":\""
                + HexFormat.of().formatHex(hash) + "\"}";
    }

    private static String payload(String line) {
        return line.substring(0, line.length() - 75) + "}";
    }

    private static String hashOf(String line) {
        return line.substring(line.length() - 66, line.length() - 2);
    }
}
