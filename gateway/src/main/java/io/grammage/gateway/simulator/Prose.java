package io.grammage.gateway.simulator;

import java.util.ArrayList;
import java.util.List;

/** The words of answers. Every answer says of itself that it is simulated. Pure functions. */
final class Prose {
    private static final List<String> OPENING = pieces("This is a simulated answer.");
    private static final List<String> REASONING_OPENING = pieces("This is simulated reasoning.");
    private static final List<String> WORDS =
            pieces(" no model was asked and nothing here was computed these words stand in for what an inference server"
                    + " would say they follow from the request alone so that equal requests get equal answers and every"
                    + " count can be checked by hand paper ink sheet weight gram margin letter press fibre rag linen"
                    + " loom ream quire folio leaf edge grain mill river stone wheel");
    private static final List<String> LAST_WORDS =
            WORDS.stream().map(word -> word + ".").toList();
    private static final int WORDS_PER_SENTENCE = 11;
    private static final int SHORTEST = 16;
    private static final int SPREAD = 32;

    private Prose() {}

    /** How many words an answer has if nobody says: 16 to 47. */
    static int naturalLength(long seed) {
        return SHORTEST + Scramble.below(Scramble.mix(seed, 3), SPREAD);
    }

    /** So many words of an answer, one token each, with the space before each but the first. */
    static List<String> answer(long seed, int words) {
        return words(OPENING, seed, words);
    }

    /** So many words of reasoning. */
    static List<String> reasoning(long seed, int words) {
        return words(REASONING_OPENING, Scramble.mix(seed, 4), words);
    }

    /** Splits a text into tokens, each a word with the blanks before it; joined they are the text again. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && text.charAt(i - 1) != ' ') {
                pieces.add(text.substring(start, i));
                start = i;
            }
        }
        if (!text.isEmpty()) {
            pieces.add(text.substring(start));
        }
        return List.copyOf(pieces);
    }

    /** Splits a text into tokens of four characters, surrogate pairs kept whole. */
    static List<String> fragments(String text) {
        List<String> fragments = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int codePoints = Math.min(4, text.codePointCount(start, text.length()));
            int end = text.offsetByCodePoints(start, codePoints);
            fragments.add(text.substring(start, end));
            start = end;
        }
        return fragments;
    }

    private static List<String> words(List<String> opening, long seed, int count) {
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (i < opening.size()) {
                words.add(opening.get(i));
            } else {
                int word = Scramble.below(Scramble.mix(seed, i), WORDS.size());
                boolean last = (i - opening.size()) % WORDS_PER_SENTENCE == WORDS_PER_SENTENCE - 1;
                words.add((last ? LAST_WORDS : WORDS).get(word));
            }
        }
        return words;
    }
}
