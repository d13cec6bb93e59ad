package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.Writer;

/** What an answer holds. */
public sealed interface ApiBody {

    /** All of it at once. */
    record Whole(Buffer content) implements ApiBody {
        public Whole {
            requireNonNull(content, "content");
        }
    }

    /** So much that it is written as it comes. */
    record Streamed(Source source) implements ApiBody {
        public Streamed {
            requireNonNull(source, "source");
        }
    }

    /** Writes a body. */
    @FunctionalInterface
    interface Source {

        /**
         * Writes all of it; called once, on a thread that may block. A failure breaks off the answer, so that the caller does not take
         * a part for the whole.
         */
        void writeTo(Writer out) throws IOException;
    }

    /** A text. */
    static ApiBody of(String text) {
        return new Whole(Buffer.buffer(text));
    }
}
