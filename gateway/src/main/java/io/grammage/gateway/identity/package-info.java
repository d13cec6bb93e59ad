/**
 * Who may call: organizations, their projects and users, and the API keys that act for a project.
 *
 * <p>Start at {@link io.grammage.gateway.identity.Authenticator}, which turns the headers of a request into a
 * {@link io.grammage.gateway.identity.Principal} by a look-up in {@link io.grammage.gateway.identity.Identities}. This
 * package must not know HTTP, SQL, models or limits.
 */
@NullMarked
package io.grammage.gateway.identity;

import org.jspecify.annotations.NullMarked;
