package io.grammage.gateway.relay;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;

import java.time.Duration;

/**
 * How the relay behaves on this node.
 *
 * @param node the node's name in records
 * @param bodyBytesMax bytes of a request body, at most
 * @param requestTimeout from the head of a request to its last byte, at most
 * @param usageAlwaysInStreams whether every stream ends with a usage event, asked for or not
 * @param drainsAbandoned whether an answer whose caller has left is read to its end, for exact counts
 * @param zeroCarbonWhenNotEstimated whether {@code usage.carbon} and {@code usage.impacts} are zeros where nothing was
 *     estimated, as OpenGateLLM's clients expect; otherwise they are null
 */
public record RelaySettings(
        String node,
        int bodyBytesMax,
        Duration requestTimeout,
        boolean usageAlwaysInStreams,
        boolean drainsAbandoned,
        boolean zeroCarbonWhenNotEstimated) {
    public RelaySettings {
        notBlank(node, 64, "node");
        inRange(bodyBytesMax, 1, 1 << 30, "bodyBytesMax");
        inRange(requestTimeout.toMillis(), 1, 24 * 3_600_000L, "requestTimeout in ms");
    }
}
