package dev.slipway.catalog.parameters;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/** A regular expression of a schema that gives up on text it can't match within a bounded number of steps. */
public final class BoundedPattern implements RegularExpression {

    private static final int MAX_STEPS = 1_000_000;

    private final Pattern pattern;

    /**
     * Compiles it.
     *
     * @throws java.util.regex.PatternSyntaxException if it isn't a regular expression
     */
    public BoundedPattern(String regex) {
        // ECMA's $ is the end of the text; Java's would also match before a last line break.
        pattern = Pattern.compile(
                RegularExpressions.replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(regex)));
    }

    @Override
    public boolean matches(String text) {
        try {
            return pattern.matcher(new Metered(text)).find();
        } catch (OutOfSteps | StackOverflowError tooExpensive) {
            // Text that can't be checked doesn't hold.
            return false;
        }
    }

    private static final class OutOfSteps extends RuntimeException {
        OutOfSteps() {
            super("no match within " + MAX_STEPS + " steps", null, false, false);
        }
    }

    /** Every step of Java's matcher reads a character, so that counting reads bounds backtracking. */
    private static final class Metered implements CharSequence {

        private final CharSequence text;
        private int steps;

        Metered(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new OutOfSteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
