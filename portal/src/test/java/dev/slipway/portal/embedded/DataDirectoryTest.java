package dev.slipway.portal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void belongsToOnePortalAtATime() throws Exception {
        var first = DataDirectory.open(directory);

        assertThatThrownBy(() -> DataDirectory.open(directory))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("in use by another portal")
                .hasMessageContaining(directory.toString());

        first.destroy();
        DataDirectory.open(directory).destroy();
    }

    @Test
    void makesASecretOnceForItsOwnerOnly() throws Exception {
        var data = DataDirectory.open(directory);

        assertThat(data.secret("deep/secret", () -> "first")).isEqualTo("first");
        assertThat(data.secret("deep/secret", () -> "second")).isEqualTo("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("deep/secret"))))
                .isEqualTo("rw-------");
        data.destroy();
    }

    @Test
    void saysWhatIsWrongWithItsPath() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(file.toString());
    }
}
