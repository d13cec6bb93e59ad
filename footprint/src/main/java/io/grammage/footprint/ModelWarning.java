package io.grammage.footprint;

/** What has to be said about the parameters of a registered model. */
public enum ModelWarning {
    /** The provider has not published how large the model is. */
    ARCHITECTURE_NOT_RELEASED(
            "model-arch-not-released",
            "The provider has not published the model's architecture: its parameters are estimates."),

    /** The model also takes or makes images, sound or video. */
    MULTIMODAL("model-arch-multimodal", "The model is multimodal: only the text that it generates is modelled.");

    private final String code;
    private final String sentence;

    ModelWarning(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The code that EcoLogits gives for it. */
    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
