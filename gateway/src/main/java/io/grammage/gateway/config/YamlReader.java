package io.grammage.gateway.config;

import io.grammage.gateway.config.Node.Entry;
import io.grammage.gateway.config.Node.Mapping;
import io.grammage.gateway.config.Node.Scalar;
import io.grammage.gateway.config.Node.Sequence;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML 1.2 document into nodes that know where they stand. Size, depth and what aliases unfold to are bounded;
 * duplicate keys, tags of applications and further documents are refused. One reader reads one document.
 */
final class YamlReader {
    static final int SIZE_MAX = 1 << 20;
    private static final int DEPTH_MAX = 32;
    private static final int NODES_MAX = 100_000;
    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

    private final String file;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;
    private int line = 1;
    private int column = 1;

    /** A node with a name, and how many nodes it unfolds to. */
    private record Anchored(Node node, int size) {}

    /** Ends the reading; what is wrong has been told. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super(null, null, false, false);
        }
    }

    private YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The document, or null when it is empty or was refused; what is wrong with it is told to {@code problems}. */
    static @Nullable Node read(String file, byte[] bytes, Problems problems) {
        return new YamlReader(file, problems).read(bytes);
    }

    private @Nullable Node read(byte[] bytes) {
        if (bytes.length > SIZE_MAX) {
            problems.error(at(1, 1, ""), "the file has more than " + SIZE_MAX + " bytes (expected: at most 1 MiB)");
            return null;
        }
        String text = "";
        try {
            text = decode(bytes);
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setCodePointLimit(SIZE_MAX)
                    .build();
            return document(new Parse(settings).parseString(text).iterator());
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            String message = "not YAML: " + e.getProblem();
            problems.error(mark == null ? at(1, 1, "") : at(mark.getLine() + 1, mark.getColumn() + 1, ""), message);
        } catch (ReaderException e) {
            int offset = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            problems.error(
                    position(text.substring(0, offset)),
                    "not YAML: the control character U+%04X".formatted(e.getCodePoint()));
        } catch (IllegalArgumentException e) {
            // The scanner lets through what Integer.parseInt and Character.toChars say to a malformed escape.
            problems.error(at(line, column, ""), "not YAML: a malformed escape in the text after this");
        } catch (YamlEngineException e) {
            problems.error(at(1, 1, ""), "not YAML: " + e.getMessage());
        } catch (Abandoned e) {
            return null;
        }
        return null;
    }

    private String decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
            throw refuse(position(before), "not UTF-8");
        }
    }

    private @Nullable Node document(Iterator<Event> events) {
        Node root = null;
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (!(event instanceof NodeEvent node)) {
                continue;
            }
            if (seen) {
                throw refuse(at(event, ""), "a second document (expected: one)");
            }
            seen = true;
            root = node(node, events, "", 0);
        }
        return root instanceof Scalar scalar && scalar.isNull() ? null : root;
    }

    private Node node(NodeEvent event, Iterator<Event> events, String path, int depth) {
        line = mark(event).getLine() + 1;
        column = mark(event).getColumn() + 1;
        if (depth > DEPTH_MAX) {
            throw refuse(at(event, path), "nested more than " + DEPTH_MAX + " levels deep");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, path);
        }
        count(1, event, path);
        int before = nodes;
        Node node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, path);
            case SequenceStartEvent start -> sequence(start, events, path, depth);
            case MappingStartEvent start -> mapping(start, events, path, depth);
            default -> throw new IllegalStateException("event: " + event.getEventId());
        };
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, nodes - before + 1)));
        return node;
    }

    private Node aliased(AliasEvent alias, String path) {
        Anchored anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            throw refuse(
                    at(alias, path),
                    "*" + alias.getAlias().getValue() + " (expected: an anchor that ends before here)");
        }
        count(anchored.size(), alias, path);
        return anchored.node();
    }

    private Scalar scalar(ScalarEvent event, String path) {
        checkTag(event.getTag(), event, path);
        Mark mark = mark(event);
        return new Scalar(event.getValue(), event.isPlain(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Sequence sequence(SequenceStartEvent start, Iterator<Event> events, String path, int depth) {
        checkTag(start.getTag(), start, path);
        List<Node> items = new ArrayList<>();
        while (events.next() instanceof NodeEvent item) {
            items.add(node(item, events, path + "[" + items.size() + "]", depth + 1));
        }
        Mark mark = mark(start);
        return new Sequence(items, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Mapping mapping(MappingStartEvent start, Iterator<Event> events, String path, int depth) {
        checkTag(start.getTag(), start, path);
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        while (events.next() instanceof NodeEvent keyEvent) {
            if (!(node(keyEvent, events, path, depth + 1) instanceof Scalar key)) {
                throw refuse(at(keyEvent, path), "a key that is a list or a mapping (expected: a name)");
            }
            Place place = at(keyEvent, path).child(key.text());
            NodeEvent valueEvent = (NodeEvent) events.next();
            Node value = node(valueEvent, events, place.path(), depth + 1);
            Integer first = lines.putIfAbsent(key.text(), place.line());
            if (first == null) {
                entries.add(new Entry(key, value));
            } else {
                problems.error(place, "given twice (first in line " + first + ")");
            }
        }
        Mark mark = mark(start);
        return new Mapping(entries, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private void checkTag(Optional<String> tag, Event event, String path) {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().startsWith(STANDARD_TAGS)) {
            throw refuse(at(event, path), "the tag " + tag.get() + " (expected: no tags)");
        }
    }

    private void count(int more, Event event, String path) {
        nodes += more;
        if (nodes > NODES_MAX) {
            throw refuse(at(event, path), "more than " + NODES_MAX + " values, aliases unfolded");
        }
    }

    private Abandoned refuse(Place place, String message) {
        problems.error(place, message);
        return new Abandoned();
    }

    private static Mark mark(Event event) {
        return event.getStartMark().orElseThrow();
    }

    private Place at(Event event, String path) {
        Mark mark = mark(event);
        return at(mark.getLine() + 1, mark.getColumn() + 1, path);
    }

    private Place at(int line, int column, String path) {
        return new Place(file, line, column, path);
    }

    /** The place right after so much text. */
    private Place position(String before) {
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        String lastLine = before.substring(before.lastIndexOf('\n') + 1);
        return at(line, 1 + lastLine.codePointCount(0, lastLine.length()), "");
    }
}
