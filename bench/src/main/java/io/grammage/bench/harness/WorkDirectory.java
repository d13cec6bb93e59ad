package io.grammage.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a run keeps what it makes. On the disk that the product's journal is to be measured on. */
final class WorkDirectory {
    /** Stands in every directory that this class made, so that no other is ever emptied. */
    private static final String MARK = ".grammage-bench";

    private WorkDirectory() {}

    /**
     * The directory, new or emptied, as an absolute path.
     *
     * @throws IOException if there is something in it that is not from an earlier run
     */
    static Path empty(Path wanted) throws IOException {
        Path directory = Files.createDirectories(wanted.toAbsolutePath());
        List<Path> content;
        try (Stream<Path> paths = Files.walk(directory)) {
            content = paths.filter(path -> !path.equals(directory))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        if (!content.isEmpty() && !Files.exists(directory.resolve(MARK))) {
            throw new IOException("work directory: " + directory + " is not empty (expected: a new one, or one of an"
                    + " earlier run)");
        }
        for (Path path : content) {
            Files.delete(path);
        }
        Files.createFile(directory.resolve(MARK));
        return directory;
    }
}
