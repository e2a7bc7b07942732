package dev.slipway.gitops.chaos.program;

import dev.slipway.gitops.UnreadableFileException;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The programs of a commit.
 *
 * @param programs those that can be read, by name
 * @param problems what is wrong with the others
 */
record ProgramFiles(Map<String, Program> programs, List<GoldenProblem> problems) {

    static final String FOLDER = "chaos";
    static final ProgramFiles NONE = new ProgramFiles(Map.of(), List.of());
    private static final String ENDING = ".yaml";

    static ProgramFiles of(Snapshot snapshot) {
        Map<String, Program> programs = new TreeMap<>();
        List<GoldenProblem> problems = new ArrayList<>();
        for (String file : snapshot.names(FOLDER)) {
            String path = FOLDER + "/" + file;
            try {
                String text = file.endsWith(ENDING) ? snapshot.read(path) : null;
                if (text == null) {
                    throw new IllegalArgumentException("Expected files <name>.yaml in " + FOLDER);
                }
                String name = file.substring(0, file.length() - ENDING.length());
                programs.put(name, ProgramReader.read(name, text));
            } catch (IllegalArgumentException e) {
                Mistakes.of(e).forEach(mistake -> problems.add(new GoldenProblem(path, mistake)));
            } catch (UnreadableFileException e) {
                problems.add(new GoldenProblem(path, String.valueOf(e.getMessage())));
            }
        }
        return new ProgramFiles(programs, problems);
    }
}
