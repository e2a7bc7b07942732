package dev.slipway.portal.pages;

import dev.slipway.portal.testing.PortalTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs a test against a whole portal with its real cluster, in Chromium: a parameter {@link Windows} opens windows. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PortalTest
@ExtendWith(WindowsResolver.class)
@interface BrowserTest {}
