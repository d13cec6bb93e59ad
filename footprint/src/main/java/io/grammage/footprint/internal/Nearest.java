package io.grammage.footprint.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the known names that a misspelt one may have meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The closest by edit distance, closest first: the one that differs in case only if there is one, else at most so
     * many, and none that differs in more than half of its letters.
     */
    public static List<String> to(String name, Collection<String> known, int most) {
        record Candidate(String name, int distance) {}
        String wanted = name.toLowerCase(Locale.ROOT);
        List<Candidate> candidates = known.stream()
                .map(candidate -> new Candidate(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() * 2
                        <= Math.max(name.length(), candidate.name().length()))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(most)
                .toList();
        boolean caseOnly = !candidates.isEmpty() && candidates.getFirst().distance() == 0;
        return candidates.stream()
                .limit(caseOnly ? 1 : most)
                .map(Candidate::name)
                .toList();
    }

    /** Insertions, deletions and substitutions of letters that turn one name into the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int substituted = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(substituted, Math.min(diagonal, row[column - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
