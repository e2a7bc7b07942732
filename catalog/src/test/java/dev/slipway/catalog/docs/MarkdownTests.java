package dev.slipway.catalog.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTests {

    @Test
    void rendersTablesAndLinks() {
        var html = Markdown.toHtml("| a | b |\n|---|--:|\n| 1 | [two](https://example.org) |\n\n[more](other.md)");

        assertThat(html).contains("<table>", "align=\"right\"", "href=\"https://example.org\"", "href=\"other.md\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "<img src=x onerror=alert(1)>",
                "<a href=\"data:text/html,x\">x</a>",
                "<p style=\"position:fixed\" onclick=\"alert(1)\">x</p>",
                "<iframe src=\"https://example.org\"></iframe>"
            })
    void leavesNothingThatRuns(String markdown) {
        assertThat(Markdown.toHtml(markdown))
                .doesNotContainIgnoringCase("script", "onerror", "onclick", "style", "data:", "iframe", "<img");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "*a **b ", "[", "- ", "![a]("})
    void survivesDeepNesting(String markup) {
        assertThat(Markdown.toHtml(markup.repeat(20_000) + "end")).contains("end");
    }
}
