package dev.slipway.cli;

import dev.slipway.cli.session.Environment;
import java.io.PrintWriter;

/** Entry point of the {@code slipway} command. */
public final class Main {

    private Main() {}

    /**
     * Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 the portal does not answer.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(SlipwayCommand.run(Environment.ofProcess(), out, err, arguments));
    }
}
