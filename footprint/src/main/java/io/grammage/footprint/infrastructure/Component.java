package io.grammage.footprint.infrastructure;

/** What a dedicated deployment consists of (Scaleway, Generative APIs dedicated deployment footprint, 2026-05-19). */
public enum Component {
    /** GPU Instances that hold the model. */
    NODES("nodes"),
    /** The Kubernetes-based infrastructure that nodes are attached to. */
    INFERENCE_INFRASTRUCTURE("inference infrastructure"),
    /** Orchestration, monitoring and maintenance, shared by all deployments. */
    CONTROL_PLANE("control plane"),
    /** An imported model in Object Storage. */
    MODEL_STORAGE("model storage");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    /** To be read by people. */
    public String label() {
        return label;
    }
}
