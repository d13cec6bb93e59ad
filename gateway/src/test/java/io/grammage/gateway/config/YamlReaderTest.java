package io.grammage.gateway.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

    @Test
    void knowsWhereEveryScalarStands() {
        Node root = read("""
                # comment
                models:
                  - name: "a b"   # comment
                    list: [x, 'yy', "é😀", z]
                    nested: {k: v}
                """);
        assertThat(tree(root))
                .isEqualTo("{models@2:1: [{name@3:5: a b@3:11, list@4:5: [x@4:12, yy@4:15, é😀@4:21, z@4:27],"
                        + " nested@5:5: {k@5:14: v@5:17}}]}");
    }

    @Test
    void readsBlockScalarsAndMultiLineText() {
        Node root = read("""
                a: |
                  one
                  two
                b: >-
                  three
                  four
                """);
        assertThat(tree(root)).isEqualTo("{a@1:1: one\ntwo\n@1:4, b@4:1: three four@4:4}");
    }

    @Test
    void unfoldsAliases() {
        assertThat(tree(read("a: &x {k: v}\nb: *x\n"))).isEqualTo("{a@1:1: {k@1:8: v@1:11}, b@2:1: {k@1:8: v@1:11}}");
    }

    @Test
    void takesAByteOrderMark() {
        assertThat(tree(read("\uFEFFa: b"))).isEqualTo("{a@1:1: b@1:4}");
    }

    @Test
    void takesNothingForNull() {
        assertThat(YamlReader.read("f", new byte[0], new Problems())).isNull();
        assertThat(YamlReader.read("f", "# only this\n".getBytes(UTF_8), new Problems()))
                .isNull();
        assertThat(YamlReader.read("f", "---\n~\n".getBytes(UTF_8), new Problems()))
                .isNull();
    }

    @Test
    void refusesDuplicateKeysAndReadsOn() {
        assertThat(refusal("a:\n  b: 1\n  'b': 2\na: 3\n")).isEqualTo("""
                f:3:3: a.b: given twice (first in line 2)
                f:4:1: a: given twice (first in line 1)""");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThat(refusal("a: b\n  c: d\n")).startsWith("f:2:4: not YAML: mapping values are not allowed here");
        assertThat(refusal("a: [1, 2\n")).startsWith("f:2:1: not YAML: expected ',' or ']'");
        assertThat(refusal("a: \"b")).startsWith("f:1:6: not YAML: ");
        assertThat(refusal("a: b\nc: d\u0007e\n")).isEqualTo("f:2:5: not YAML: the control character U+0007");
        assertThat(refusal("a: b\nc: \"\\xZZ\""))
                .isEqualTo("f:2:7: not YAML: expected escape sequence of 2 hexadecimal numbers, but found: ZZ");
        assertThat(refusal("a: b\nc: \"\\x")).isEqualTo("f:2:1: not YAML: a malformed escape in the text after this");
        assertThat(refusal("a: b\nc: \"\\UFFFFFFFF\"")).startsWith("f:2:1: not YAML: ");
        assertThat(refusal("\t- a")).startsWith("f:1:1: not YAML: ");
    }

    @Test
    void neverRepeatsTheText() {
        assertThat(refusal("key: sk-secret-1234\n  other: [sk-secret-1234\n")).doesNotContain("sk-secret");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        Problems problems = new Problems();
        YamlReader.read("f", "a: b\nname: \u00e9\n".getBytes(ISO_8859_1), problems);
        assertThat(told(problems)).isEqualTo("f:2:7: not UTF-8");
        Problems utf16 = new Problems();
        YamlReader.read("f", "a: b".getBytes(StandardCharsets.UTF_16), utf16);
        assertThat(told(utf16)).isEqualTo("f:1:1: not UTF-8");
    }

    @Test
    void refusesTagsFurtherDocumentsAndComplexKeys() {
        assertThat(refusal("a: !secret b\n")).isEqualTo("f:1:4: a: the tag !secret (expected: no tags)");
        assertThat(refusal("a: !!java.net.URL [b]\n")).isEmpty();
        assertThat(refusal("a: b\n---\nc: d\n")).isEqualTo("f:3:1: a second document (expected: one)");
        assertThat(refusal("? [a, b]\n: c\n")).isEqualTo("f:1:3: a key that is a list or a mapping (expected: a name)");
    }

    @Test
    void refusesAliasesOfNothingOrOfThemselves() {
        assertThat(refusal("a: *x\n")).isEqualTo("f:1:4: a: *x (expected: an anchor that ends before here)");
        assertThat(refusal("a: &x [*x]\n")).isEqualTo("f:1:8: a[0]: *x (expected: an anchor that ends before here)");
    }

    @Test
    void boundsWhatAliasesUnfoldTo() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(10)));
        }
        assertThat(refusal(bomb.toString())).endsWith("more than 100000 values, aliases unfolded");
    }

    @Test
    void boundsDepthAndSize() {
        assertThat(refusal("[".repeat(5000)))
                .isEqualTo("f:1:34: " + "[0]".repeat(33) + ": nested more than 32 levels deep");
        assertThat(refusal("a: " + "x".repeat(YamlReader.SIZE_MAX)))
                .isEqualTo("f:1:1: the file has more than 1048576 bytes (expected: at most 1 MiB)");
    }

    private static Node read(String text) {
        Problems problems = new Problems();
        Node node = YamlReader.read("f", text.getBytes(UTF_8), problems);
        problems.throwIfErrors();
        return Objects.requireNonNull(node);
    }

    private static String refusal(String text) {
        Problems problems = new Problems();
        YamlReader.read("f", text.getBytes(UTF_8), problems);
        return told(problems);
    }

    private static String told(Problems problems) {
        try {
            problems.throwIfErrors();
            return "";
        } catch (ConfigException e) {
            return Objects.requireNonNull(e.getMessage());
        }
    }

    private static String tree(@Nullable Node node) {
        return switch (node) {
            case null -> "null";
            case Node.Scalar scalar -> scalar.text() + "@" + scalar.line() + ":" + scalar.column();
            case Node.Sequence sequence ->
                sequence.items().stream().map(YamlReaderTest::tree).toList().toString();
            case Node.Mapping mapping ->
                "{"
                        + String.join(
                                ", ",
                                mapping.entries().stream()
                                        .map(entry -> tree(entry.key()) + ": " + tree(entry.value()))
                                        .toList())
                        + "}";
        };
    }
}
