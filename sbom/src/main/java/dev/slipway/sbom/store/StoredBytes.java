package dev.slipway.sbom.store;

import dev.slipway.sbom.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The compressed bytes of a document in pieces: the driver would hand out the whole value at once. Holds no connection. */
final class StoredBytes extends InputStream {

    private static final int PIECE = 1 << 20;

    private final JdbcClient jdbc;
    private final UUID id;
    private final Format format;
    private byte[] piece;
    private int at;
    private long before;

    private StoredBytes(JdbcClient jdbc, UUID id, Format format, byte[] first) {
        this.jdbc = jdbc;
        this.id = id;
        this.format = format;
        this.piece = first;
    }

    /** The bytes of a document, if there is one. */
    static Optional<InputStream> of(JdbcClient jdbc, UUID id, Format format) {
        return piece(jdbc, id, format, 0).map(first -> new StoredBytes(jdbc, id, format, first));
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        if (at == piece.length && piece.length == PIECE) {
            before += PIECE;
            at = 0;
            piece = next();
        }
        return at < piece.length;
    }

    private byte[] next() throws IOException {
        try {
            return piece(jdbc, id, format, before)
                    .orElseThrow(() -> new IOException("The SBOM " + id + " was deleted while it was read"));
        } catch (DataAccessException e) {
            throw new IOException("The rest of the SBOM " + id + " can't be read", e);
        }
    }

    /** The column is stored uncompressed by the database, so that it reads only the pages of a piece. */
    private static Optional<byte[]> piece(JdbcClient jdbc, UUID id, Format format, long from) {
        return jdbc.sql("""
                        select substring(gzip from cast(:from as integer) for :count)
                        from sbom_document where sbom_id = :id and format = :format
                        """)
                .param("from", from + 1)
                .param("count", PIECE)
                .param("id", id)
                .param("format", format.name())
                .query((row, number) -> row.getBytes(1))
                .optional();
    }
}
