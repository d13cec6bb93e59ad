package io.grammage.gateway.monitoring;

/** The health of a model at a glance. */
public enum Light {
    GREEN("green"),
    YELLOW("yellow"),
    RED("red");

    private final String wireName;

    Light(String wireName) {
        this.wireName = wireName;
    }

    /** The word in the API: OpenGateLLM's. */
    public String wireName() {
        return wireName;
    }
}
