package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.store.Subject;

/** A change that is written down: its number, who asked for it, and what it is done to. */
record Charge(long id, Program program, Subject subject) {}
