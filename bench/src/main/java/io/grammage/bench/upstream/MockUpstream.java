package io.grammage.bench.upstream;

import static java.util.Objects.requireNonNull;

import io.grammage.bench.http.MessageReader;
import io.grammage.bench.upstream.Answer.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers every POST with what its path asks for (see {@link AnswerKind}) and everything else with JSON at once, on one
 * thread over plain sockets of the loopback address.
 */
public final class MockUpstream implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final Map<AnswerKind, Answer> answers;
    private final PriorityQueue<Client> waiting = new PriorityQueue<>(Comparator.comparingLong(Client::due));
    private final AtomicLong requests = new AtomicLong();

    private MockUpstream(ServerSocketChannel listener, Selector selector, Map<AnswerKind, Answer> answers) {
        this.listener = listener;
        this.selector = selector;
        this.answers = answers;
    }

    /**
     * Listens, and answers from a thread of its own until closed.
     *
     * @param port port of the loopback address, or 0 for a free one
     * @param model model that answers name
     * @param jsonBytes size of an answer's body that is JSON
     */
    public static MockUpstream start(int port, String model, int jsonBytes) throws IOException {
        Map<AnswerKind, Answer> answers = new EnumMap<>(AnswerKind.class);
        for (AnswerKind kind : AnswerKind.values()) {
            answers.put(kind, Answer.of(kind, model, jsonBytes));
        }
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        MockUpstream upstream = new MockUpstream(listener, selector, answers);
        Thread.ofPlatform().daemon().name("mock-upstream").start(upstream::serve);
        return upstream;
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** How many requests came: each is counted before anything of its answer is sent. */
    public long requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        Set<SelectionKey> keys = Set.copyOf(selector.keys());
        selector.close();
        for (SelectionKey key : keys) {
            key.channel().close();
        }
    }

    private void serve() {
        try {
            while (true) {
                Client next = waiting.peek();
                if (next == null) {
                    selector.select(this::proceed);
                } else {
                    // Whole milliseconds, rounded up: never before the moment, at most one after it.
                    long millis = (next.due() - System.nanoTime()) / NANOS_PER_MILLI + 1;
                    selector.select(this::proceed, Math.max(1, millis));
                    sendWhatIsDue();
                }
            }
        } catch (ClosedSelectorException | CancelledKeyException e) {
            // Closed: there is nothing more to answer.
            if (selector.isOpen()) {
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upstream's selector failed", e);
        }
    }

    private void proceed(SelectionKey key) {
        if (key.attachment() instanceof Client client) {
            client.proceed();
            return;
        }
        try {
            accept();
        } catch (IOException e) {
            throw new UncheckedIOException("the upstream takes no connections any more", e);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Client(channel, key));
        }
    }

    private void sendWhatIsDue() {
        long now = System.nanoTime();
        for (Client client = waiting.peek(); client != null && client.due() - now <= 0; client = waiting.peek()) {
            waiting.remove();
            client.proceed();
        }
    }

    private Answer answer(String target) {
        return requireNonNull(answers.get(AnswerKind.of(target)));
    }

    /** A connection, with at most one answer on its way. */
    private final class Client {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final MessageReader request = MessageReader.ofRequests();
        private Iterator<Part> parts = Collections.emptyIterator();
        private ByteBuffer unsent = ByteBuffer.allocate(0);
        private long due;

        Client(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        /** When the next part is to be sent, in nanoseconds of {@link System#nanoTime()}. */
        long due() {
            return due;
        }

        /** Goes on with what it was about, as the socket is ready or the moment has come. */
        void proceed() {
            try {
                if (unsent.hasRemaining()) {
                    send();
                } else if (request.read(channel)) {
                    requests.incrementAndGet();
                    parts = answer(request.target()).parts().iterator();
                    request.reset();
                    due = System.nanoTime();
                    send();
                }
            } catch (IOException e) {
                // The caller has closed, or went away.
                end();
            }
        }

        /** Sends until the next part is not due yet, the socket takes no more, or all is sent. */
        private void send() throws IOException {
            while (unsent.hasRemaining() || parts.hasNext()) {
                if (!unsent.hasRemaining()) {
                    Part part = parts.next();
                    unsent = part.bytes().duplicate();
                    if (part.afterNanos() > 0) {
                        due += part.afterNanos();
                        key.interestOps(0);
                        waiting.add(this);
                        return;
                    }
                }
                channel.write(unsent);
                if (unsent.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_WRITE);
                    return;
                }
            }
            key.interestOps(SelectionKey.OP_READ);
        }

        private void end() {
            try {
                channel.close();
            } catch (IOException e) {
                key.cancel();
            }
        }
    }
}
