package dev.slipway.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryDocsTest {

    private static final String DOCS = "web-service/1.0.0/docs/";

    @Test
    void listsTheGuideFirstAndTheOthersByTheirHeadings() {
        var entry =
                new Starters().write(DOCS + "a-first-by-name.md", "no heading").entry("web-service");

        assertThat(EntryDocs.links(entry, "runbook.md"))
                .containsExactly(
                        new DocLink("Guide", "index.md", false),
                        new DocLink("a-first-by-name.md", "a-first-by-name.md", false),
                        new DocLink("Runbook: web service", "runbook.md", true));
    }

    @Test
    void putsHeadingsBelowThoseOfThePage() {
        var entry = new Starters()
                .write(DOCS + "index.md", "# Top\n\n## Below\n\n##### Deep\n\na < h1 > b")
                .entry("web-service");

        assertThat(EntryDocs.html(entry, "index.md"))
                .hasValueSatisfying(html -> assertThat(html)
                        .contains("<h3>Top</h3>", "<h4>Below</h4>", "<h6>Deep</h6>", "a &lt; h1 &gt; b")
                        .doesNotContain("<h1", "<h2"));
    }

    @Test
    void leadsLinksBetweenPagesToThePageThatShowsThem() {
        var entry = new Starters()
                .write(DOCS + "index.md", "[Run](runbook.md#stop) [Gone](gone.md) [Out](https://example.org/x.md)")
                .entry("web-service");

        assertThat(EntryDocs.html(entry, "index.md"))
                .hasValueSatisfying(html -> assertThat(html)
                        .contains("href=\"../catalog/web-service?version=1.0.0&amp;doc=runbook.md\"")
                        .contains("href=\"gone.md\"", "href=\"https://example.org/x.md\""));
    }

    @Test
    void hasNoPageOutsideTheDocs() {
        var entry = new Starters().entry("web-service");

        assertThat(EntryDocs.html(entry, "../entry.yaml")).isEmpty();
        assertThat(EntryDocs.html(entry, "gone.md")).isEmpty();
    }
}
