package dev.slipway.sbom.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressesTest {

    private final LocalAddresses refused = new LocalAddresses(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "127.8.9.10",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "224.0.0.1",
                "[::1]",
                "::1",
                "[::]",
                "[fe80::1]",
                "[ff02::1]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]"
            })
    void areRefusedHoweverTheyAreWritten(String host) {
        assertThat(refused.refusal(host)).isPresent();
        assertThat(new LocalAddresses(true).refusal(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.1.2.3", "192.168.0.7", "172.16.9.9", "[fd00::7]", "93.184.216.34", "no-such-host.invalid"})
    void leaveOutWhatOrganisationsUseAndWhatNobodyKnows(String host) {
        assertThat(refused.refusal(host)).isEmpty();
    }

    /** Where a name outside would be needed to begin with, the one server here stands for it. */
    @Test
    void areRefusedToRedirectsToo(@TempDir Path folder) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "http://169.254.169.254/latest.git/info/refs?service=git-upload-pack");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            var url = URI.create("http://localhost:" + server.getAddress().getPort() + "/shop.git");
            var budget = new TransferBudget(1 << 20, Instant.now().plusSeconds(30));
            var first = new LimitedHttp(budget, new LocalAddresses(true));
            var then = new LimitedHttp(budget, refused);
            var both = new HttpConnectionFactory() {
                @Override
                public HttpConnection create(URL to) throws IOException {
                    return create(to, Proxy.NO_PROXY);
                }

                @Override
                public HttpConnection create(URL to, Proxy proxy) throws IOException {
                    return (to.getHost().equals("localhost") ? first : then).create(to, proxy);
                }
            };
            var fetch = git.lsRemote()
                    .setRemote(url.toString())
                    .setTransportConfigCallback(
                            transport -> ((TransportHttp) transport).setHttpConnectionFactory(both));

            assertThatThrownBy(fetch::call)
                    .rootCause()
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'169.254.169.254' is at 169.254.169.254");
        } finally {
            server.stop(0);
        }
    }
}
