/** A Kubernetes API server over plain HTTP requests, for moments that starting kubectl would blur. */
@NullMarked
package dev.slipway.cli.bench.kube;

import org.jspecify.annotations.NullMarked;
