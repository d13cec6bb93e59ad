package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpliceTest {
    private final byte[] source = "0123456789".getBytes(UTF_8);

    @Test
    void appliesChangesOfAnyOrder() {
        Splice splice = Splice.of(source, 1, 9)
                .replace(new Span(6, 7), "six".getBytes(UTF_8))
                .insert(9, "end".getBytes(UTF_8))
                .cut(new Span(2, 4))
                .insert(1, "a".getBytes(UTF_8))
                .insert(1, "b".getBytes(UTF_8));

        assertThat(splice.toBytes()).asString(UTF_8).isEqualTo("ab145six78end");
        assertThat(splice.length()).isEqualTo(13);
        assertThat(splice.changed()).isTrue();
    }

    @Test
    void writesNoEmptyPiece() {
        StringBuilder pieces = new StringBuilder();

        Splice.of(source, 0, 4)
                .cut(new Span(0, 2))
                .replace(new Span(2, 4), "x".getBytes(UTF_8))
                .writeTo((bytes, offset, length) -> pieces.append('[')
                        .append(new String(bytes, offset, length, UTF_8))
                        .append(']'));

        assertThat(pieces).hasToString("[x]");
    }

    @Test
    void copiesAPartOfTheSource() {
        assertThat(Splice.of(source, 2, 5).toBytes()).asString(UTF_8).isEqualTo("234");
        assertThat(Splice.of(source, 0, 10).toBytes()).isSameAs(source);
    }

    @Test
    void refusesChangesThatOverlapOrLieOutside() {
        Splice splice = Splice.of(source, 2, 8).replace(new Span(4, 6), new byte[1]);

        assertThatIllegalArgumentException().isThrownBy(() -> splice.cut(new Span(5, 7)));
        assertThatIllegalArgumentException().isThrownBy(() -> splice.cut(new Span(3, 5)));
        assertThatIllegalArgumentException().isThrownBy(() -> splice.cut(new Span(1, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> splice.cut(new Span(8, 9)));
        assertThat(splice.insert(4, new byte[1]).insert(6, new byte[1]).length())
                .isEqualTo(7);
    }
}
