package io.grammage.footprint;

/** What the versions of EcoLogits have in common. */
final class EcoLogits {
    static final String CITATION =
            "EcoLogits, https://ecologits.ai/latest/methodology/llm_inference/ (methodology: CC BY-SA 4.0); Rincé, S. and"
                    + " Banse, A. (2025). EcoLogits: Evaluating the Environmental Impacts of Generative AI. Journal of Open"
                    + " Source Software 10(111), 7471. https://doi.org/10.21105/joss.07471";

    private EcoLogits() {}
}
