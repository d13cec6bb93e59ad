package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a provider listens.
 *
 * @param basePath what precedes the path of an endpoint such as {@code /v1/embeddings}: empty, or beginning with a slash
 *     and not ending with one
 */
public record UpstreamAddress(boolean tls, String host, int port, String basePath) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    /** Written by hand because java.net.URI knows no host with an underscore, which container networks are full of. */
    private static final Pattern URL = Pattern.compile(
            "(?i:(https?)://)([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?((?:/[A-Za-z0-9._~%!$&'()*+,;=:@-]*)*)");

    private static final String VERSION = "/v1";

    public UpstreamAddress {
        notBlank(host, 255, "host");
        inRange(port, 1, 65_535, "port");
        requireNonNull(basePath, "basePath");
        if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "base path: " + basePath + " (expected: empty, or /path without a slash at its end)");
        }
    }

    /**
     * Reads a URL. The path may end with {@code /v1}, which belongs to the endpoints and is taken off; letters keep their
     * case.
     *
     * @throws IllegalArgumentException when it is none, or has user information, a query or a fragment; the message does
     *     not repeat it
     */
    public static UpstreamAddress parse(String url) {
        if (url.contains("@")) {
            throw new IllegalArgumentException("the URL has an @ (expected: no user and password; write them as key)");
        }
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a URL of a server (expected: http or https, a host, and a port and a"
                            + " path if needed, as in http://vllm.internal:8000; no query)");
        }
        boolean tls = matcher.group(1).toLowerCase(Locale.ROOT).equals("https");
        String host = matcher.group(2);
        String port = matcher.group(3);
        int defaultPort = tls ? HTTPS_PORT : HTTP_PORT;
        return new UpstreamAddress(
                tls,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port == null ? defaultPort : Integer.parseInt(port),
                basePath(matcher.group(4)));
    }

    private static String basePath(String path) {
        String base = withoutSlashes(path);
        return base.endsWith(VERSION) ? withoutSlashes(base.substring(0, base.length() - VERSION.length())) : base;
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** The address as a URL, without a slash at its end. */
    @Override
    public String toString() {
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        boolean standard = port == (tls ? HTTPS_PORT : HTTP_PORT);
        return (tls ? "https://" : "http://") + bracketed + (standard ? "" : ":" + port) + basePath;
    }
}
