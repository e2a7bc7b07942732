package dev.slipway.portal.requests.web.preview;

import dev.slipway.portal.requests.Draft;
import java.util.List;
import java.util.Locale;

/**
 * The API's answer to a preview: exactly what would be committed.
 *
 * @param kind order, resize or delete
 * @param entry the catalog entry
 * @param version its version
 * @param plan the plan's name
 * @param name the instance's name
 * @param tenant the tenant that it lives in or will
 * @param team whose it is
 * @param directory the directory of the golden repository whose tree is meant
 * @param tree the Git object id of that tree after the commit; send it as {@code expectedTree}
 * @param base the commit that this was planned on
 * @param verdict what the policies say together
 * @param findings what single policies say
 * @param changes the files
 */
public record PreviewAnswer(
        String kind,
        String entry,
        String version,
        String plan,
        String name,
        String tenant,
        String team,
        String directory,
        String tree,
        String base,
        String verdict,
        List<FindingView> findings,
        List<FileChangeView> changes) {

    /** The answer for a draft. */
    public static PreviewAnswer of(Draft draft) {
        return new PreviewAnswer(
                draft.kind().name().toLowerCase(Locale.ROOT),
                draft.entry(),
                draft.version(),
                draft.plan(),
                draft.instance().name(),
                draft.instance().tenant(),
                draft.team(),
                draft.files().directory(),
                draft.files().tree(),
                draft.files().base(),
                draft.decision().verdict().word(),
                draft.decision().findings().stream().map(FindingView::of).toList(),
                draft.files().changes().stream().map(FileChangeView::of).toList());
    }
}
