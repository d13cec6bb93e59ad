package io.grammage.footprint.infrastructure;

/** What a dedicated deployment consists of (Scaleway, Generative APIs dedicated deployment footprint, 2026-05-19). */
public enum Component {
    /** GPU Instances that hold the model. */
    NODES,
    /** The Kubernetes-based infrastructure that nodes are attached to. */
    INFERENCE_INFRASTRUCTURE,
    /** Orchestration, monitoring and maintenance, shared by all deployments. */
    CONTROL_PLANE,
    /** An imported model in Object Storage. */
    MODEL_STORAGE
}
