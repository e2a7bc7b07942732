package dev.slipway.gitops.files;

import java.util.List;

/** A file can't be followed, for these reasons. */
final class InvalidFileException extends IllegalArgumentException {

    private final transient List<String> mistakes;

    InvalidFileException(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    List<String> mistakes() {
        return mistakes;
    }
}
