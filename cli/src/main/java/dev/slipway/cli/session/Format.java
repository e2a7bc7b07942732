package dev.slipway.cli.session;

/** How a result is printed. */
enum Format {
    TABLE,
    JSON,
    YAML
}
