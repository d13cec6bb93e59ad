package io.grammage.bench.load;

import io.grammage.bench.http.MessageReader;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one call on its way. Not thread-safe. */
final class Connection implements AutoCloseable {
    private final SocketAddress target;
    private final Selector selector;
    private final ByteBuffer request;
    private final MessageReader answer = MessageReader.ofAnswers();
    private SelectionKey key;
    private long begin;
    private long firstEvent;
    private boolean begun;
    private boolean busy;

    /** Connects. The request's position and limit are not touched. */
    Connection(SocketAddress target, Selector selector, ByteBuffer request) throws IOException {
        this.target = target;
        this.selector = selector;
        this.request = request.duplicate();
        this.key = connect();
    }

    /** Sends the request. The latency of the call counts from the moment given. */
    void send(long moment) throws IOException {
        begin = moment;
        busy = true;
        begun = false;
        request.clear();
        write();
    }

    /** Does what the socket is ready for, and tells whether the answer is now complete. */
    boolean proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return false;
        }
        boolean complete = answer.read(channel());
        if (!begun && answer.bodyLength() > 0) {
            begun = true;
            firstEvent = System.nanoTime();
        }
        return complete;
    }

    /** Makes ready for the next call, on a new connection if the server closes this one. */
    void finish() throws IOException {
        boolean closes = answer.closes();
        busy = false;
        answer.reset();
        if (closes) {
            reconnect();
        }
    }

    /** Gives up the call on its way, if there is one, and connects anew. */
    void reconnect() throws IOException {
        close();
        busy = false;
        answer.reset();
        key = connect();
    }

    MessageReader answer() {
        return answer;
    }

    long begin() {
        return begin;
    }

    /** When the first of the answer's body came; when the call began if it has none. */
    long firstEvent() {
        return begun ? firstEvent : begin;
    }

    boolean isBusy() {
        return busy;
    }

    @Override
    public void close() throws IOException {
        key.cancel();
        channel().close();
    }

    private SelectionKey connect() throws IOException {
        SocketChannel channel = SocketChannel.open(target);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    private void write() throws IOException {
        channel().write(request);
        int wanted = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private SocketChannel channel() {
        return (SocketChannel) key.channel();
    }
}
