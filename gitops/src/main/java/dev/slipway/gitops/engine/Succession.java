package dev.slipway.gitops.engine;

/** Whether an object is the one that was there before under its name. */
enum Succession {
    SAME,
    /** Somebody took that one away. */
    ANOTHER,
    /** Nobody knows which one was there, or the platform itself made room for this one. */
    UNTOLD
}
