package io.grammage.gateway.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Embeddings: vectors of length one that follow from the input alone. Pure functions. */
final class Vectors {
    private Vectors() {}

    /** The vector of an input: components between -1 and 1, Euclidean length 1 up to the precision of float. */
    static float[] unit(long seed, int dimensions) {
        double[] raw = new double[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            // The upper 53 bits as a fraction, moved from [0, 1) to [-1, 1).
            raw[i] = (Scramble.mix(seed, i) >>> 11) * 0x1.0p-52 - 1;
            squares += raw[i] * raw[i];
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (raw[i] / length);
        }
        return vector;
    }

    /** Four bytes per component, the lowest first, as {@code encoding_format: base64} wants them before encoding. */
    static byte[] littleEndian(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}
