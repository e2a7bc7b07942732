package dev.slipway.portal.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint for those who order and change: members of a team, the platform team, administrators; never auditors. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@IsFor(Audience.DEVELOPERS)
public @interface ForDevelopers {}
