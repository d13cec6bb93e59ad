/**
 * HTTP/1.1 as far as the load generator and the upstream need it, and the chat bodies that they exchange. {@link
 * io.grammage.bench.http.MessageReader} reads either side's messages. Knows no gateway.
 */
@NullMarked
package io.grammage.bench.http;

import org.jspecify.annotations.NullMarked;
