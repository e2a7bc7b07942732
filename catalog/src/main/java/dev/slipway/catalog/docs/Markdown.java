package dev.slipway.catalog.docs;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Renders GitHub's Markdown with tables; what leaves it can't carry scripts, styles or foreign images. */
public final class Markdown {

    private static final int MAX_OPEN_BLOCKS = 30;

    private static final List<org.commonmark.Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
            .build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final PolicyFactory SAFE = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote")
            .allowElements("em", "strong", "code", "pre", "a")
            .allowElements("table", "thead", "tbody", "tr", "th", "td")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .allowAttributes("start")
            .matching(java.util.regex.Pattern.compile("\\d{1,6}"))
            .onElements("ol")
            .allowUrlProtocols("https", "http", "mailto")
            .requireRelNofollowOnLinks()
            .toFactory();

    private Markdown() {}

    /** The page as HTML; a page nested too deeply to be rendered is shown as it was written. */
    public static String toHtml(String markdown) {
        try {
            return SAFE.sanitize(RENDERER.render(PARSER.parse(markdown)));
        } catch (StackOverflowError tooDeep) {
            // The parser bounds blocks but not inline markup, whose nesting only the page's size bounds.
            return SAFE.sanitize("<pre>" + escaped(markdown) + "</pre>");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
