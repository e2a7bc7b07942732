package dev.slipway.gitops.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** The real Git behind a real SSH server on loopback, for one user with one key. */
final class SshGitServer implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();

    SshGitServer(Path directory, PublicKey user) throws IOException {
        server.setHost("127.0.0.1");
        SimpleGeneratorHostKeyProvider host = new SimpleGeneratorHostKeyProvider(directory.resolve("hostkey"));
        host.setAlgorithm("EC");
        host.setKeySize(256);
        server.setKeyPairProvider(host);
        server.setPublickeyAuthenticator((name, key, session) -> name.equals("git") && KeyUtils.compareKeys(key, user));
        server.setCommandFactory((channel, command) ->
                new ProcessShellFactory(command, List.of("/bin/sh", "-c", command)).createShell(channel));
        server.start();
    }

    String url(Path repository) {
        return "ssh://git@127.0.0.1:%d%s".formatted(server.getPort(), repository);
    }

    /** The line that ssh-keyscan would write. */
    String knownHost() throws Exception {
        PublicKey key = hostKey();
        StringBuilder line = new StringBuilder("[127.0.0.1]:" + server.getPort() + " ");
        org.apache.sshd.common.config.keys.PublicKeyEntry.appendPublicKeyEntry(line, key);
        return line.append('\n').toString();
    }

    String fingerprint() throws Exception {
        return KeyUtils.getFingerPrint(hostKey());
    }

    private PublicKey hostKey() throws Exception {
        KeyPairProvider keys = server.getKeyPairProvider();
        return keys.loadKeys(null).iterator().next().getPublic();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
