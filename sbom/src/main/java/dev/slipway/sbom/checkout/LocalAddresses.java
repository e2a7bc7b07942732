package dev.slipway.sbom.checkout;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps sources that users name away from this machine and its link, where services trust whoever reaches them.
 * Private networks are not refused: organisations' registries and repositories live there.
 */
@Component
public final class LocalAddresses {

    private static final Pattern LOOKS_NUMERIC = Pattern.compile("(.*\\.)?(0[xX][0-9a-fA-F]*|[0-9]+)\\.?");
    private static final Pattern IPV4 = Pattern.compile("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})");

    private final boolean allowed;

    /** @param allowed whether sources may lie there all the same, as in demonstrations */
    LocalAddresses(@Value("${slipway.sbom.allow-local-sources:false}") boolean allowed) {
        this.allowed = allowed;
    }

    /**
     * Why a host may not be talked to, in a sentence; empty if it may. One that can't be resolved here may: whoever
     * connects says so better, and a proxy may know it.
     *
     * @param host a name or an address, IPv6 with or without brackets
     */
    public Optional<String> refusal(String host) {
        if (allowed) {
            return Optional.empty();
        }
        if (LOOKS_NUMERIC.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            // Every resolver reads such an address in its own way.
            return Optional.of("'" + host + "' is not an IP address as four plain numbers");
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .filter(LocalAddresses::isLocal)
                    .findFirst()
                    .map(address -> ("'%s' is at %s, on the portal's own machine or link, which isn't scanned"
                                    + " (slipway.sbom.allow-local-sources)")
                            .formatted(host, address.getHostAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || isWithinThisNetwork(address.getAddress());
    }

    /** 0.0.0.0/8 (RFC 1122, 3.2.1.3), and IPv6 addresses with an IPv4 one at their end that only old stacks know. */
    private static boolean isWithinThisNetwork(byte[] address) {
        return address.length == 4 ? address[0] == 0 : Arrays.equals(address, 0, 12, new byte[12], 0, 12);
    }
}
