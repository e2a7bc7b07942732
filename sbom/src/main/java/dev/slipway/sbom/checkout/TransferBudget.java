package dev.slipway.sbom.checkout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** How much a remote may still send, and until when. */
final class TransferBudget {

    private final long limit;
    private final Instant deadline;
    private long spent;

    TransferBudget(long limit, Instant deadline) {
        this.limit = limit;
        this.deadline = deadline;
    }

    /** Whether the time is over or the scan is being stopped. */
    boolean isOver() {
        return Thread.currentThread().isInterrupted() || Instant.now().isAfter(deadline);
    }

    void spend(long bytes) throws IOException {
        spent += Math.max(0, bytes);
        if (spent > limit) {
            throw new IOException("The remote sent more than " + limit + " bytes (slipway.sbom.git.max-transfer)");
        }
        if (isOver()) {
            throw new IOException("The remote took too long (slipway.syft.timeout)");
        }
    }

    InputStream limit(InputStream input) {
        return new FilterInputStream(input) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                spend(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                spend(count);
                return count;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = super.skip(count);
                spend(skipped);
                return skipped;
            }
        };
    }
}
