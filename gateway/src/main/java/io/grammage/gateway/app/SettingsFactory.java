package io.grammage.gateway.app;

import io.grammage.gateway.config.Key;
import io.grammage.gateway.config.LedgerKeys;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.RootKeys;
import io.grammage.gateway.config.Section;
import io.grammage.gateway.config.ServerKeys;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns the located values of a configuration into settings, and reports at their places those that do not fit. */
final class SettingsFactory {
    private static final String NODE_WITHOUT_NAME = "node";
    private static final int SEGMENTS_MIN = 4;

    private final Supplier<String> machineName;

    SettingsFactory(Supplier<String> machineName) {
        this.machineName = machineName;
    }

    /** The name of this machine as far as it knows it. */
    static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return NODE_WITHOUT_NAME;
        }
    }

    /** The settings of a configuration without errors. */
    Settings settings(Section root, SecretFiles files, Problems problems) {
        String node = root.find(RootKeys.NODE);
        return new Settings(
                server(root.section(RootKeys.SERVER), files, problems),
                root.value(RootKeys.DATA),
                node == null ? nodeName(machineName.get()) : node,
                ledger(root.section(RootKeys.LEDGER), problems),
                root.section(RootKeys.FOOTPRINT)
                        .value(RootKeys.Footprint.CARBON_WHEN_NOT_ESTIMATED)
                        .equals("zero"),
                root.value(RootKeys.USAGE_IN_STREAMS).equals("always"),
                root.value(RootKeys.ON_CLIENT_DISCONNECT).equals("drain"),
                simulator(root.section(RootKeys.SIMULATOR)),
                root.value(RootKeys.USAGE_TOKENIZER),
                log(root.section(RootKeys.LOG)));
    }

    private static Settings.Server server(Section section, SecretFiles files, Problems problems) {
        long maxBody = section.value(ServerKeys.MAX_BODY);
        long memory = section.value(ServerKeys.REQUEST_MEMORY);
        if (maxBody > memory) {
            problems.error(
                    section.placeOf(ServerKeys.MAX_BODY),
                    maxBody + " bytes (expected: at most request_memory, " + memory + ")");
        }
        Integer eventLoops = section.find(ServerKeys.EVENT_LOOPS);
        return new Settings.Server(
                section.value(ServerKeys.HOST),
                section.value(ServerKeys.PORT),
                eventLoops == null ? Runtime.getRuntime().availableProcessors() : eventLoops,
                "io_uring".equals(section.value(ServerKeys.TRANSPORT))
                        ? Settings.Transport.IO_URING
                        : Settings.Transport.AUTO,
                new Settings.Requests(
                        Math.toIntExact(maxBody),
                        memory,
                        section.value(ServerKeys.REQUEST_TIMEOUT),
                        section.value(ServerKeys.IDLE_TIMEOUT)),
                section.value(ServerKeys.DRAIN_TIMEOUT),
                section.has(ServerKeys.TLS) ? tls(section.section(ServerKeys.TLS), files, problems) : null);
    }

    private static Settings.@Nullable Tls tls(Section section, SecretFiles files, Problems problems) {
        String certificate = files.text(section, ServerKeys.Tls.CERTIFICATE, problems);
        String key = files.text(section, ServerKeys.Tls.KEY, problems);
        if (certificate == null || key == null) {
            return null;
        }
        Key<Path> looked = ServerKeys.Tls.CERTIFICATE;
        try {
            List<X509Certificate> chain = TlsIdentity.chain(certificate);
            looked = ServerKeys.Tls.KEY;
            return new Settings.Tls(
                    section.value(ServerKeys.Tls.CERTIFICATE),
                    section.value(ServerKeys.Tls.KEY),
                    TlsIdentity.of(chain, key));
        } catch (IllegalArgumentException e) {
            problems.error(
                    section.placeOf(looked),
                    section.value(looked) + " holds something else (expected: " + e.getMessage() + ")");
            return null;
        }
    }

    private static Settings.Ledger ledger(Section section, Problems problems) {
        long segment = section.value(LedgerKeys.SEGMENT_SIZE);
        long most = section.value(LedgerKeys.JOURNAL_MAX);
        if (most < segment * SEGMENTS_MIN) {
            problems.error(
                    section.placeOf(LedgerKeys.JOURNAL_MAX),
                    most + " bytes (expected: at least " + SEGMENTS_MIN + " times segment_size, " + segment + ")");
        }
        return new Settings.Ledger(
                section.value(LedgerKeys.DURABILITY).equals("async")
                        ? Settings.Durability.ASYNC
                        : Settings.Durability.BEFORE_RESPONSE,
                segment,
                most,
                section.value(LedgerKeys.OPEN_CALLS));
    }

    private static Settings.Simulator simulator(Section section) {
        return new Settings.Simulator(
                section.value(RootKeys.Simulator.TIME_TO_FIRST_TOKEN),
                section.value(RootKeys.Simulator.TOKENS_PER_SECOND));
    }

    private static Settings.Log log(Section section) {
        return new Settings.Log(
                section.value(RootKeys.Log.LEVEL),
                section.value(RootKeys.Log.FORMAT).equals("json"));
    }

    /** The machine's name, cut and cleaned to what a node may be called. */
    private static String nodeName(String machine) {
        String cleaned = machine.replaceAll("[^!-~]", "-");
        return cleaned.isEmpty() ? NODE_WITHOUT_NAME : cleaned.substring(0, Math.min(cleaned.length(), 64));
    }
}
