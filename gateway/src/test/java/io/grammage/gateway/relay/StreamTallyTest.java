package io.grammage.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.wire.AnswerReader;
import io.grammage.gateway.wire.AnswerShape;
import io.grammage.gateway.wire.JsonString;
import io.grammage.gateway.wire.ReportedUsage;
import io.grammage.gateway.wire.Span;
import org.junit.jupiter.api.Test;

class StreamTallyTest {
    private static final long PROMPT = 77;

    private final StreamTally tally = new StreamTally(PROMPT);

    @Test
    void withoutAnythingOnlyThePromptWasConsumed() {
        assertThat(tally.consumption()).isEqualTo(Consumption.estimated(TokenCounts.of(PROMPT, 0), 0));
        assertThat(tally.events()).isZero();
        assertThat(tally.reported()).isNull();
        assertThat(tally.finishReason()).isNull();
    }

    @Test
    void countsATokenForEachEventWithContent() {
        chunk("{'choices':[{'delta':{'role':'assistant','content':''}}]}");
        chunk("{'choices':[{'delta':{'content':'a'}}]}");
        chunk("{'choices':[{'delta':{'content':'b'}}]}");
        chunk("{'choices':[{'delta':{}}]}");

        assertThat(tally.events()).isEqualTo(4);
        assertThat(tally.estimatedOutput()).isEqualTo(2);
        assertThat(tally.consumption()).isEqualTo(Consumption.estimated(TokenCounts.of(PROMPT, 2), 0));
    }

    @Test
    void countsATokenForFourBytesWhereEventsHoldMore() {
        chunk("{'choices':[{'delta':{'content':'12345'}}]}");
        assertThat(tally.estimatedOutput()).isEqualTo(2);
        chunk("{'choices':[{'delta':{'reasoning_content':'123'}},{'delta':{'content':'x'}}]}");
        assertThat(tally.estimatedOutput()).isEqualTo(3);
        chunk("{'choices':[{'delta':{'tool_calls':[{'function':{'arguments':'12345678'}}]}}]}");
        assertThat(tally.estimatedOutput()).isEqualTo(5);
    }

    @Test
    void believesTheProviderAndOfSeveralReportsTheLast() {
        chunk("{'choices':[{'delta':{'content':'a'}}],'usage':{'prompt_tokens':9,'completion_tokens':1}}");
        chunk("{'choices':[{'delta':{'content':'b'}}],'usage':{'prompt_tokens':9,'completion_tokens':2}}");
        chunk("{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3,"
                + "'prompt_tokens_details':{'cached_tokens':4}}}");

        TokenCounts last = new TokenCounts(5, 4, 0, 0, 3, 0);
        assertThat(tally.reported()).isEqualTo(last);
        assertThat(tally.consumption()).isEqualTo(Consumption.reported(last));
    }

    @Test
    void anExplicitZeroIsAReport() {
        chunk("{'choices':[{'delta':{'content':'abcdefgh'}}]}");
        chunk("{'choices':[],'usage':{'prompt_tokens':0,'completion_tokens':0}}");

        assertThat(tally.consumption()).isEqualTo(Consumption.reported(TokenCounts.ZERO));
    }

    @Test
    void aUsageThatSaysNothingDoesNotUndoAnEarlierOne() {
        chunk("{'choices':[{'delta':{'content':'a'}}],'usage':{'prompt_tokens':9,'completion_tokens':1}}");
        chunk("{'choices':[{'delta':{'content':'b'}}],'usage':null}");

        assertThat(tally.consumption()).isEqualTo(Consumption.reported(TokenCounts.of(9, 1)));
    }

    @Test
    void keepsTheReasonToFinish() {
        chunk("{'choices':[{'delta':{'content':'a'},'finish_reason':null}]}");
        assertThat(tally.finishReason()).isNull();
        chunk("{'choices':[{'delta':{},'finish_reason':'length'}]}");
        chunk("{'choices':[],'usage':{'prompt_tokens':1,'completion_tokens':1}}");
        assertThat(tally.finishReason()).isEqualTo("length");
    }

    @Test
    void countsBytesWhateverTheyHold() {
        tally.bytes(10);
        tally.bytes(5);
        assertThat(tally.bytes()).isEqualTo(15);
        assertThat(tally.events()).isZero();
        assertThat(tally.estimatedOutput()).isZero();
    }

    private void chunk(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
        AnswerShape shape = requireNonNull(new AnswerReader(JsonString.of("m")).read(bytes, 0, bytes.length));
        Span usage = shape.usage();
        tally.chunk(
                shape,
                usage == null
                        ? null
                        : ReportedUsage.read(bytes, usage.start(), usage.end()).orElse(null));
    }
}
