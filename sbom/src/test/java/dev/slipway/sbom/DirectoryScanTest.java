package dev.slipway.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sbom.SbomRecord.State;
import dev.slipway.sbom.SbomRecord.Verdict;
import dev.slipway.sbom.testing.Samples;
import dev.slipway.sbom.testing.TestDatabase;
import dev.slipway.sbom.testing.TestPortal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DirectoryScanTest {

    @TempDir
    static Path work;

    @TempDir
    Path folder;

    private static TestPortal portal;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(TestDatabase.create(), work);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void keepsTheDocumentsOfADirectoryAsSyftWroteThem() throws Exception {
        Samples.directory(folder, 2);
        Samples.jar(folder.resolve("tiny.jar"));

        SbomRecord sbom = portal.scan(product("complete"), new Source.Artifact(folder));

        assertThat(sbom.failure()).isNull();
        assertThat(sbom.state()).isEqualTo(State.READY);
        assertThat(sbom.findings()).isEmpty();
        assertThat(sbom.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(sbom.components()).isEqualTo(5);
        assertThat(sbom.tool()).isEqualTo("syft");
        assertThat(sbom.toolVersion()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(sbom.attempts()).isEqualTo(1);
        assertThat(sbom.finishedAt()).isAfterOrEqualTo(sbom.startedAt());
        assertThat(sbom.digests()).containsOnlyKeys(Format.values());
        for (Format format : Format.values()) {
            SbomDocument stored = portal.sboms().document(sbom.id(), format);
            byte[] document = stored.content().readAllBytes();
            assertThat(document).hasSize(Math.toIntExact(stored.size()));
            assertThat(sha256(document)).isEqualTo(sbom.digests().get(format));
        }
        assertThat(portal.sboms().components(sbom.id(), 0, 50).items())
                .extracting(SbomComponent::purl)
                .contains("pkg:npm/left-pad@1.3.0", "pkg:maven/dev.slipway.test/tiny@2.3.4");
        assertThat(Files.list(work)).isEmpty();
    }

    @Test
    void writesCycloneDx16ThatItsSchemaAccepts() throws Exception {
        SbomRecord sbom = portal.scan(product("cyclonedx"), new Source.Artifact(Samples.directory(folder, 2)));

        byte[] document = portal.sboms()
                .document(sbom.id(), Format.CYCLONEDX_1_6)
                .content()
                .readAllBytes();

        var parser = new JsonParser();
        assertThat(parser.validate(document, Version.VERSION_16)).isEmpty();
        var bom = parser.parse(document);
        assertThat(bom.getMetadata().getComponent().getName()).isEqualTo("cyclonedx");
        assertThat(bom.getMetadata().getComponent().getVersion()).isEqualTo("1.0.0");
        assertThat(bom.getComponents())
                .extracting(org.cyclonedx.model.Component::getPurl)
                .contains("pkg:npm/left-pad@1.3.0");
    }

    @Test
    void writesSpdx3JsonLd() throws Exception {
        SbomRecord sbom = portal.scan(product("spdx"), new Source.Artifact(Samples.directory(folder, 2)));

        JsonNode spdx = JsonMapper.shared()
                .readTree(portal.sboms().document(sbom.id(), Format.SPDX_3_0).content());

        assertThat(spdx.get("@context").asString()).isEqualTo("https://spdx.org/rdf/3.0.1/spdx-context.jsonld");
        assertThat(spdx.get("@graph")
                        .valueStream()
                        .map(element -> element.path("type").asString()))
                .contains("CreationInfo", "SpdxDocument", "software_Sbom", "software_Package");
        assertThat(spdx.get("@graph")
                        .valueStream()
                        .map(element -> element.path("software_packageUrl").asString("")))
                .contains("pkg:npm/left-pad@1.3.0");
    }

    @Test
    void distrustsAnEmptyDirectory() {
        SbomRecord sbom = portal.scan(product("empty"), new Source.Artifact(folder));

        assertThat(sbom.state()).isEqualTo(State.READY);
        assertThat(sbom.verdict()).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(sbom.findings()).containsExactly("No components were found");
    }

    @Test
    void distrustsAnSbomWithFilesThatSyftDidNotUnderstand() throws Exception {
        Samples.directory(folder, 2);
        Files.writeString(folder.resolve("broken.jar"), "this is no archive");

        SbomRecord sbom = portal.scan(product("unknowns"), new Source.Artifact(folder));

        assertThat(sbom.components()).isEqualTo(4);
        assertThat(sbom.verdict()).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(sbom.findings()).hasSize(2).last().asString().startsWith("/broken.jar: java-archive-cataloger");
    }

    @Test
    void distrustsAnSbomWithMuchLessThanTheOneBefore() throws Exception {
        Path much = Samples.directory(folder.resolve("much"), 30);
        Path little = Samples.directory(folder.resolve("little"), 3);

        SbomRecord first = portal.scan(product("drop"), new Source.Artifact(much));
        SbomRecord second = portal.scan(product("drop"), new Source.Artifact(little));

        assertThat(first.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(second.verdict()).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(second.findings()).containsExactly("5 components were found; the SBOM before had 32");
        assertThat(portal.sboms().latest(product("drop"))).map(SbomRecord::id).contains(second.id());
        assertThat(portal.sboms().history(product("drop")))
                .extracting(SbomRecord::id)
                .containsExactly(second.id(), first.id());
    }

    @Test
    void failsWithSyftsOwnWordsOnACorruptTar() throws Exception {
        byte[] noise = new byte[5000];
        new java.util.Random(1).nextBytes(noise);
        Path tar = Files.write(folder.resolve("corrupt.tar"), noise);

        SbomRecord sbom = portal.scan(product("corrupt"), new Source.Artifact(tar));

        assertFailed(sbom, "archive/tar: invalid tar header");
        assertThat(sbom.failure()).doesNotContain("\u001b");
    }

    @Test
    void failsWithSyftsOwnWordsOnAMissingPath() {
        SbomRecord sbom = portal.scan(product("missing"), new Source.Artifact(folder.resolve("nothing-here")));

        assertFailed(sbom, "no source providers were able to resolve the input");
    }

    @Test
    void ignoresSyftSettingsInTheScannedDirectory() throws Exception {
        Samples.directory(folder, 2);
        Files.writeString(folder.resolve(".syft.yaml"), "exclude: ['./package-lock.json']\n");

        assertThat(portal.scan(product("settings"), new Source.Artifact(folder)).components())
                .isEqualTo(4);
    }

    @Test
    void doesNotFollowLinksOutOfTheDirectory() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path outside = Samples.directory(folder.resolve("outside"), 2);
        Files.createSymbolicLink(inside.resolve("package-lock.json"), outside.resolve("package-lock.json"));
        Files.createSymbolicLink(inside.resolve("loop"), inside);

        assertThat(portal.scan(product("links"), new Source.Artifact(inside)).components())
                .isZero();
    }

    @Test
    void hasNoDocumentsOfAFailedScan() {
        SbomRecord sbom = portal.scan(product("nothing"), new Source.Artifact(folder.resolve("nothing")));

        assertThatThrownBy(() -> portal.sboms().document(sbom.id(), Format.SYFT))
                .isInstanceOf(NoSuchSbom.class);
        assertThatThrownBy(() -> portal.sboms().document(UUID.randomUUID(), Format.SYFT))
                .isInstanceOf(NoSuchSbom.class);
    }

    private static void assertFailed(SbomRecord sbom, String words) {
        assertThat(sbom.state()).isEqualTo(State.FAILED);
        assertThat(sbom.failure()).startsWith("Syft failed. ").contains(words);
        assertThat(sbom.verdict()).isNull();
        assertThat(sbom.digests()).isEmpty();
        assertThat(sbom.finishedAt()).isNotNull();
    }

    private static SbomSubject product(String name) {
        return SbomSubject.product(name, "1.0.0");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
