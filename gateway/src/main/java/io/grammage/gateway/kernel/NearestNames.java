package io.grammage.gateway.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the known names that somebody who mistyped one may have meant. */
public final class NearestNames {
    private static final int COUNT_MAX = 3;
    /** A longer text is no mistyped name, and comparing it would cost its sender nothing and us much. */
    private static final int LENGTH_MAX = 256;

    private record Candidate(String name, int distance) {}

    private NearestNames() {}

    /** Up to three names, the nearest first: those that begin alike, or differ in at most a third of their letters. */
    public static List<String> of(String wanted, Collection<String> known) {
        if (wanted.length() > LENGTH_MAX) {
            return List.of();
        }
        String folded = wanted.toLowerCase(Locale.ROOT);
        List<Candidate> candidates = new ArrayList<>();
        for (String name : known) {
            String other = name.toLowerCase(Locale.ROOT);
            int distance = distance(folded, other);
            boolean beginsAlike = !folded.isEmpty() && (other.startsWith(folded) || folded.startsWith(other));
            if (beginsAlike || distance <= Math.max(1, Math.min(folded.length(), other.length()) / 3)) {
                candidates.add(new Candidate(name, distance));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return candidates.stream().limit(COUNT_MAX).map(Candidate::name).toList();
    }

    /** Levenshtein's distance: how many letters must be added, taken away or changed. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
