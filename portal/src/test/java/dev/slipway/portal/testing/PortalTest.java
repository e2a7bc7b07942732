package dev.slipway.portal.testing;

import dev.slipway.PortalApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test against a whole portal under the demo profile, with its own data directory, its real PostgreSQL and a
 * real port. Tests that change nothing about it share one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = PortalApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "slipway.design=true")
@ContextConfiguration(initializers = TemporaryData.class)
@Import(PublicAddress.class)
@ActiveProfiles("demo")
public @interface PortalTest {}
