package dev.slipway.portal.ledger.export;

import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Streams entries in their order up to the end of the chain at the start; holds neither memory nor a connection for it. */
@Component
public class LedgerExport {

    private static final int AT_ONCE = 1_000;

    private final Ledger ledger;

    LedgerExport(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * An answer that streams.
     *
     * @param after only entries after this one, 0 for all
     */
    public ResponseEntity<StreamingResponseBody> of(LedgerFilter filter, long after, ExportFormat format) {
        String file = "ledger-" + LocalDate.now(Clock.systemUTC()) + "." + format.extension();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(out -> write(filter, after, format, out));
    }

    private void write(LedgerFilter filter, long after, ExportFormat format, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        writer.write(format.begin());
        long last = ledger.head().sequence();
        long written = after;
        while (written < last) {
            List<LedgerEntry> entries = ledger.after(filter, written, AT_ONCE).stream()
                    .filter(entry -> entry.sequence() <= last)
                    .toList();
            write(entries, format, written == after, writer);
            if (entries.isEmpty()) {
                break;
            }
            written = entries.get(entries.size() - 1).sequence();
        }
        writer.write(format.end(written == after));
        writer.flush();
    }

    private void write(List<LedgerEntry> entries, ExportFormat format, boolean first, Writer writer)
            throws IOException {
        Map<Long, List<LedgerEntry>> attributions = format == ExportFormat.CSV
                ? ledger.attributions(
                        entries.stream().map(LedgerEntry::sequence).toList())
                : Map.of();
        boolean begins = first;
        for (LedgerEntry entry : entries) {
            writer.write(format.entry(entry, attributions.getOrDefault(entry.sequence(), List.of()), begins));
            begins = false;
        }
    }
}
