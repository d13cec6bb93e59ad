package io.grammage.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a plan on one thread. Not thread-safe. */
final class LoadRun implements AutoCloseable {
    private static final long SELECT_MILLIS = 20;
    /** How long the last answers are waited for. */
    private static final long GRACE_NANOS = 10_000_000_000L;

    private final LoadPlan plan;
    private final byte[] marker;
    private final byte[] ending;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private final long begin;
    private final Schedule schedule;
    private long lastAnswer;

    LoadRun(LoadPlan plan) throws IOException {
        this.plan = plan;
        this.marker = plan.expectation().markerBytes();
        this.ending = plan.expectation().endingBytes();
        this.selector = Selector.open();
        ByteBuffer request = ByteBuffer.allocateDirect(plan.request().length)
                .put(plan.request())
                .flip();
        for (int i = 0; i < plan.connections(); i++) {
            connections.add(new Connection(plan.target(), selector, request));
        }
        idle.addAll(connections);
        begin = System.nanoTime();
        lastAnswer = begin;
        schedule = Schedule.of(plan.pace(), begin, plan.duration());
    }

    LoadReport report() throws IOException {
        long ownCpu = ownCpuNanos();
        try (Ticker _ = plan.pace() instanceof Pace.Fixed fixed ? Ticker.start(fixed, begin, selector) : null) {
            sendWhatIsDue(begin);
            long giveUp = begin + plan.duration().toNanos() + GRACE_NANOS;
            long now = begin;
            while (!isOver(now) && now - giveUp < 0) {
                selector.select(this::proceed, SELECT_MILLIS);
                now = System.nanoTime();
                sendWhatIsDue(now);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        tally.failed(Failure.UNANSWERED, "no answer", busy() + schedule.missed());
        return tally.report((lastAnswer - begin) / 1e9, (ownCpuNanos() - ownCpu) / 1e9);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }

    private void sendWhatIsDue(long now) {
        while (!idle.isEmpty()) {
            long due = schedule.take(now);
            if (due == Schedule.NONE) {
                return;
            }
            Connection connection = idle.pop();
            try {
                connection.send(due);
            } catch (IOException e) {
                broken(connection, e);
                return;
            }
        }
    }

    private void proceed(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.proceed()) {
                answered(connection);
            }
        } catch (IOException e) {
            broken(connection, e);
        }
    }

    private void answered(Connection connection) throws IOException {
        long now = System.nanoTime();
        lastAnswer = now;
        Failure failure = judge(connection);
        if (failure == null) {
            tally.answered(connection.firstEvent() - connection.begin(), now - connection.begin());
        } else {
            tally.failed(
                    failure,
                    "status " + connection.answer().status() + ": "
                            + connection.answer().bodyStart(300));
        }
        connection.finish();
        idle.push(connection);
        sendWhatIsDue(now);
    }

    private @Nullable Failure judge(Connection connection) {
        if (connection.answer().status() != plan.expectation().status()) {
            return Failure.STATUS;
        }
        if (!connection.answer().bodyContains(marker)) {
            return Failure.MARKER;
        }
        return connection.answer().bodyEndsWith(ending) ? null : Failure.ENDING;
    }

    /** Counts the call, if one was on its way: a server may close idle connections as it likes. */
    private void broken(Connection connection, IOException reason) {
        if (connection.isBusy()) {
            tally.failed(Failure.CONNECTION, String.valueOf(reason.getMessage()));
        }
        idle.remove(connection);
        try {
            connection.reconnect();
        } catch (IOException e) {
            throw new UncheckedIOException("target " + plan.target() + " takes no connections any more", e);
        }
        idle.add(connection);
    }

    private boolean isOver(long now) {
        return schedule.isOver(now) && busy() == 0;
    }

    private int busy() {
        return connections.size() - idle.size();
    }

    private static long ownCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
