package dev.slipway.cli;

import dev.slipway.cli.session.Environment;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it remarked
 */
record CommandLineRun(int exit, String out, String err) {

    static CommandLineRun of(Path home, String... arguments) {
        return of(Map.of(), home, null, "", arguments);
    }

    static CommandLineRun of(
            Map<String, String> variables, Path home, @Nullable Path data, String in, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        var input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        int exit = SlipwayCommand.run(
                new Environment(variables, home, data, input), new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(exit, out.toString(), err.toString());
    }
}
