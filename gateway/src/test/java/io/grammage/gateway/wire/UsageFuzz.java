package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.Compare.same;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.grammage.gateway.kernel.TokenCounts;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Usage as providers write it: counts are those that another's parser reads, or none; what is added leaves the rest as it was. */
public final class UsageFuzz {
    private static final long ABSENT = -1;
    private static final long NONSENSE = -2;

    private UsageFuzz() {}

    public static void fuzzerTestOneInput(byte[] usage) {
        Optional<ReportedUsage> read = ReportedUsage.read(usage, 0, usage.length);
        read.ifPresent(UsageFuzz::checkCounts);
        ObjectNode tree = FuzzedJson.object(usage);
        // The sign of a zero is lost in a tree.
        if (tree != null && !new String(usage, UTF_8).contains("-0")) {
            same(read, expected(tree));
        }
        if (read.isPresent()) {
            byte[] enriched = EnrichedUsage.of(usage, 0, usage.length, "\"cost\":1".getBytes(UTF_8));
            if (tree != null) {
                same(
                        FuzzedJson.tree(enriched),
                        tree.deepCopy()
                                .without(List.of("carbon", "impacts", "footprint"))
                                .put("cost", 1));
            }
        }
    }

    private static void checkCounts(ReportedUsage usage) {
        TokenCounts counts = usage.toTokenCounts();
        same(counts.prompt(), usage.prompt());
        same(counts.output(), usage.completion());
        same(counts.reasoning() <= counts.output(), true);
    }

    private static Optional<ReportedUsage> expected(ObjectNode tree) {
        long prompt = count(tree.path("prompt_tokens"));
        long completion = count(tree.path("completion_tokens"));
        long total = count(tree.path("total_tokens"));
        boolean known = prompt != ABSENT || (total != ABSENT && total >= completion);
        if (prompt == NONSENSE || completion == NONSENSE || total == NONSENSE || !known) {
            return Optional.empty();
        }
        long input = prompt == ABSENT ? total - Math.max(0, completion) : prompt;
        long output = completion == ABSENT ? Math.max(0, total - input) : completion;
        JsonNode in = tree.path("prompt_tokens_details");
        JsonNode out = tree.path("completion_tokens_details");
        return Optional.of(new ReportedUsage(
                input,
                output,
                first(
                        in.path("cached_tokens"),
                        tree.path("cache_read_input_tokens"),
                        tree.path("prompt_cache_hit_tokens")),
                first(in.path("cache_write_tokens"), tree.path("cache_creation_input_tokens")),
                first(in.path("audio_tokens")),
                first(out.path("reasoning_tokens")),
                first(out.path("audio_tokens"))));
    }

    private static long first(JsonNode... values) {
        for (JsonNode value : values) {
            if (count(value) >= 0) {
                return count(value);
            }
        }
        return 0;
    }

    private static long count(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return ABSENT;
        }
        BigInteger number = value.isIntegralNumber() ? value.bigIntegerValue() : BigInteger.TWO.negate();
        boolean possible = number.signum() >= 0 && number.compareTo(BigInteger.valueOf(ReportedUsage.COUNT_MAX)) <= 0;
        return possible ? number.longValue() : NONSENSE;
    }
}
