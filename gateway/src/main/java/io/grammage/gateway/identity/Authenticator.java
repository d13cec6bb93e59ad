package io.grammage.gateway.identity;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the credentials of a request into a principal, by a look-up in memory. Never blocks. Thread-safe.
 *
 * <p>A missing, malformed, unknown, expired or revoked key gets one and the same refusal, and so do an unknown and a
 * foreign project: an outsider learns nothing about what exists.
 */
public final class Authenticator {
    private static final String BEARER = "Bearer ";
    private static final int KEY_LENGTH_MAX = 256;

    private final Supplier<Identities> identities;
    private final Clock clock;

    public Authenticator(Supplier<Identities> identities, Clock clock) {
        this.identities = requireNonNull(identities, "identities");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * The principal of a request.
     *
     * @param authorization the {@code Authorization} header, or null
     * @param authToken the {@code X-Auth-Token} header, used when there is no {@code Authorization}, or null
     * @param projectInUrl the project that the path names, or null
     * @throws GatewayException {@link ErrorCode#INVALID_API_KEY} or {@link ErrorCode#PROJECT_FORBIDDEN}
     */
    public Principal authenticate(
            @Nullable String authorization, @Nullable String authToken, @Nullable String projectInUrl) {
        String key = authorization != null ? bearer(authorization) : authToken;
        if (key == null || key.isEmpty() || key.length() > KEY_LENGTH_MAX) {
            throw invalidKey();
        }
        Identities.KnownKey known = identities.get().find(KeyHash.of(key));
        if (known == null || !known.key().isValidAt(clock.now())) {
            throw invalidKey();
        }
        Principal principal = known.principal();
        if (projectInUrl != null && !projectInUrl.equals(principal.project().toString())) {
            throw new GatewayException(
                    ErrorCode.PROJECT_FORBIDDEN,
                    "This API key does not give access to the project in the URL. Use a key of that project, or the path"
                            + " without a project.");
        }
        return principal;
    }

    private static @Nullable String bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private static GatewayException invalidKey() {
        return new GatewayException(
                ErrorCode.INVALID_API_KEY,
                "No valid API key was given. Send 'Authorization: Bearer <key>' with a key that is neither expired nor"
                        + " revoked.");
    }
}
