package io.grammage.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void removesWhatAnEarlierRunLeft() throws IOException {
        Path work = WorkDirectory.empty(directory.resolve("work"));
        Files.writeString(Files.createDirectories(work.resolve("data")).resolve("grammage.db"), "old");
        assertThat(WorkDirectory.empty(work)).isEqualTo(work);
        assertThat(work.resolve("data")).doesNotExist();
    }

    @Test
    void leavesForeignFilesAlone() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "mine");
        assertThatIOException().isThrownBy(() -> WorkDirectory.empty(directory)).withMessageContaining("not empty");
        assertThat(precious).hasContent("mine");
    }
}
