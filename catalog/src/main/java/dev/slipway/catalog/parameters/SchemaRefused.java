package dev.slipway.catalog.parameters;

/** A parameter schema can't be published. */
public final class SchemaRefused extends RuntimeException {

    private final String pointer;
    private final String badValue;
    private final String expected;

    /**
     * Says why.
     *
     * @param pointer JSON Pointer to the bad value within the schema
     */
    public SchemaRefused(String pointer, String badValue, String expected) {
        super("schema.json#" + pointer + ": found '" + badValue + "', expected " + expected);
        this.pointer = pointer;
        this.badValue = badValue;
        this.expected = expected;
    }

    public String pointer() {
        return pointer;
    }

    public String badValue() {
        return badValue;
    }

    public String expected() {
        return expected;
    }
}
