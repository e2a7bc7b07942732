package dev.slipway.portal.ledger;

import dev.slipway.portal.ledger.export.ExportFormat;
import dev.slipway.portal.ledger.export.LedgerExport;
import dev.slipway.portal.security.ForAuditors;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.InvalidInputException;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The ledger over the API. */
@RestController
@RequestMapping("/api/v1/ledger")
class LedgerApi {

    private static final int LARGEST_SIZE = 1_000;

    private final LedgerViews views;
    private final LedgerExport export;
    private final ChainWatch chain;

    LedgerApi(LedgerViews views, LedgerExport export, ChainWatch chain) {
        this.views = views;
        this.export = export;
        this.chain = chain;
    }

    @GetMapping
    @ForEveryone
    LedgerSlice list(
            @ParameterObject @ModelAttribute LedgerAsked asked,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int size,
            Person person) {
        if (size < 1 || size > LARGEST_SIZE) {
            throw new InvalidInputException("/size", "size is " + size + ", expected 1 to " + LARGEST_SIZE + ".");
        }
        views.requireKnown(asked, person);
        return views.slice(asked, person, place(after), size);
    }

    @GetMapping("/{sequence:[0-9]{1,18}}")
    @ForEveryone
    EntryView find(@PathVariable long sequence, Person person) {
        return views.find(sequence, person);
    }

    @GetMapping("/export")
    @ForEveryone
    ResponseEntity<StreamingResponseBody> export(
            @ParameterObject @ModelAttribute LedgerAsked asked,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "ndjson") String format,
            Person person) {
        views.requireKnown(asked, person);
        return export.of(views.filter(asked, person), place(after), ExportFormat.of(format));
    }

    private static long place(long after) {
        if (after < 0) {
            throw new InvalidInputException(
                    "/after", "after is %d, expected the number of an entry, or 0.".formatted(after));
        }
        return after;
    }

    @GetMapping("/verify")
    @ForAuditors
    VerdictView verify() {
        return VerdictView.of(chain.verify());
    }
}
