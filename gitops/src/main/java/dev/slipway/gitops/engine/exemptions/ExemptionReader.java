package dev.slipway.gitops.engine.exemptions;

import dev.slipway.gitops.UnreadableFileException;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a commit exempts.
 *
 * @param exemptions by id
 * @param problems what can't be read
 */
record ExemptionReader(Map<String, Exemption> exemptions, List<GoldenProblem> problems) {

    static ExemptionReader read(Snapshot snapshot) {
        Map<String, Exemption> exemptions = new TreeMap<>();
        List<GoldenProblem> problems = new ArrayList<>();
        for (String id : snapshot.names(ExemptionFile.DIRECTORY)) {
            String path = ExemptionFile.DIRECTORY + "/" + id + "/" + ExemptionFile.NAME;
            try {
                String text = snapshot.read(path);
                if (text == null) {
                    problems.add(new GoldenProblem(path, "The file is missing"));
                } else {
                    exemptions.put(id, ExemptionFile.read(id, text));
                }
            } catch (IllegalArgumentException e) {
                Mistakes.of(e).forEach(mistake -> problems.add(new GoldenProblem(path, mistake)));
            } catch (UnreadableFileException e) {
                problems.add(new GoldenProblem(path, String.valueOf(e.getMessage())));
            }
        }
        return new ExemptionReader(exemptions, problems);
    }
}
