package io.grammage.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.grammage.gateway.testing.Mutation;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * Gives every fuzz target its corpus, whole and damaged a little. Each folder of the corpus is named after its target; what
 * fuzzing has found is in it, so that it stays found.
 */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "fuzz");
    private static final Path SOURCES = Path.of("src", "test", "java", "io", "grammage", "gateway");
    private static final int DAMAGED = 300;
    /** Says of every damage what it is. */
    private static final Logger TALKATIVE = (Logger) LoggerFactory.getLogger("io.grammage.gateway.ledger");

    @BeforeAll
    static void keepQuiet() {
        TALKATIVE.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        TALKATIVE.setLevel(null);
    }

    @TestFactory
    List<DynamicTest> targetsStandTheirCorpus() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : listed(CORPUS)) {
            for (Path input : listed(folder)) {
                tests.add(DynamicTest.dynamicTest(
                        folder.getFileName() + " " + input.getFileName(),
                        () -> run(target(folder.getFileName().toString()), Files.readAllBytes(input))));
            }
        }
        return tests;
    }

    @Test
    void everyTargetHasACorpus() throws IOException {
        List<String> targets = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            sources.filter(source -> source.toString().endsWith("Fuzz.java"))
                    .map(source -> SOURCES.relativize(source)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .forEach(targets::add);
        }
        assertThat(listed(CORPUS).stream().map(folder -> folder.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(targets)
                .isNotEmpty();
    }

    private static Method target(String name) throws ReflectiveOperationException {
        return Class.forName("io.grammage.gateway." + name).getMethod("fuzzerTestOneInput", byte[].class);
    }

    private static void run(Method target, byte[] input) throws IllegalAccessException {
        run(target, input, "as it is");
        for (long seed = 0; seed < DAMAGED; seed++) {
            run(target, Mutation.of(input, new Random(seed)), "damaged with seed " + seed);
        }
    }

    private static void run(Method target, byte[] input, String how) throws IllegalAccessException {
        try {
            target.invoke(null, (Object) input);
        } catch (InvocationTargetException e) {
            fail(how + ": " + HexFormat.of().formatHex(input), e.getCause());
        }
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
