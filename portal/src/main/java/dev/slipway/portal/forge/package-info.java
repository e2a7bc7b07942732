/** Pull requests at the organisation's forge: GitHub, GitLab, Gitea and Forgejo. */
@NullMarked
package dev.slipway.portal.forge;

import org.jspecify.annotations.NullMarked;
