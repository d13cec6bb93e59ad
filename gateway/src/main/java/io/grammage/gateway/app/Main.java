package io.grammage.gateway.app;

/** Entry point of {@code ./grammage}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
