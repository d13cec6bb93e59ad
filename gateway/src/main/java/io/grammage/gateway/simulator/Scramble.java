package io.grammage.gateway.simulator;

/**
 * Numbers that look random and follow from their input alone, so that equal requests get equal answers on every
 * machine. Pure functions.
 */
final class Scramble {
    private Scramble() {}

    /** A permutation of the 64-bit numbers that spreads every bit: the finalizer of SplitMix64 (Steele et al., 2014). */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number that depends on both, and on their order. */
    static long mix(long seed, long value) {
        return mix(seed * 31 + mix(value));
    }

    /** A number that depends on the seed and on every character. */
    static long mix(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x100000001b3L + text.charAt(i);
        }
        return mix(hash ^ text.length());
    }

    /** A number from 0 to below the bound. */
    static int below(long seed, int bound) {
        return (int) Long.remainderUnsigned(seed, bound);
    }
}
