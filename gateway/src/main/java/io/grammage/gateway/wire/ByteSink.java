package io.grammage.gateway.wire;

/** Takes bytes in order. The array belongs to the caller and may change after the call returns. */
@FunctionalInterface
public interface ByteSink {
    void write(byte[] bytes, int offset, int length);
}
