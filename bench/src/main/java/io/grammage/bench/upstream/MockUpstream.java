package io.grammage.bench.upstream;

import io.grammage.bench.http.MessageReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Answers every request with the same JSON at once, on one thread over plain sockets of the loopback address. */
public final class MockUpstream implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final ByteBuffer answer;
    private final AtomicLong answered = new AtomicLong();

    private MockUpstream(ServerSocketChannel listener, Selector selector, ByteBuffer answer) {
        this.listener = listener;
        this.selector = selector;
        this.answer = answer;
    }

    /**
     * Listens, and answers from a thread of its own until closed.
     *
     * @param port port of the loopback address, or 0 for a free one
     * @param body the JSON that every request is answered with
     */
    public static MockUpstream start(int port, byte[] body) throws IOException {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ByteBuffer.allocateDirect(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        MockUpstream upstream = new MockUpstream(listener, selector, answer);
        Thread.ofPlatform().daemon().name("mock-upstream").start(upstream::serve);
        return upstream;
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** How many requests were answered. */
    public long answered() {
        return answered.get();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void serve() {
        try {
            while (true) {
                selector.select(this::proceed);
            }
        } catch (ClosedSelectorException e) {
            // Closed: there is nothing more to answer.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("the upstream's selector failed", e);
        }
    }

    private void proceed(SelectionKey key) {
        try {
            if (key.attachment() instanceof Client client) {
                client.proceed(key);
            } else {
                accept();
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Client(channel));
        }
    }

    private final class Client {
        private final SocketChannel channel;
        private final MessageReader request = MessageReader.ofRequests();
        private final ByteBuffer unsent = answer.duplicate();

        Client(SocketChannel channel) {
            this.channel = channel;
            unsent.position(unsent.limit());
        }

        void proceed(SelectionKey key) throws IOException {
            try {
                if (unsent.hasRemaining()) {
                    write(key);
                } else if (request.read(channel)) {
                    request.reset();
                    unsent.clear();
                    write(key);
                }
            } catch (EOFException e) {
                channel.close();
            }
        }

        private void write(SelectionKey key) throws IOException {
            channel.write(unsent);
            key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            if (!unsent.hasRemaining()) {
                answered.incrementAndGet();
            }
        }
    }
}
