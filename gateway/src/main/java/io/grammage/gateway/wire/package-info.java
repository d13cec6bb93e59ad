/**
 * Pure codecs over bytes: what is read of a request and of an answer, and how the few bytes that change are spliced in.
 * Everything else of a body passes through untouched.
 *
 * <p>Start at {@link io.grammage.gateway.wire.EnvelopeReader} (requests),
 * {@link io.grammage.gateway.wire.AnswerReader} (answers and the chunks of streams),
 * {@link io.grammage.gateway.wire.SseScanner} (streams) and {@link io.grammage.gateway.wire.Splice} (how bytes change). Positions are absolute indexes into the byte array
 * they were read from; ends are exclusive.
 *
 * <p>This package knows JSON and server-sent events. It knows no HTTP server, no model, no price and no footprint.
 */
@NullMarked
package io.grammage.gateway.wire;

import org.jspecify.annotations.NullMarked;
