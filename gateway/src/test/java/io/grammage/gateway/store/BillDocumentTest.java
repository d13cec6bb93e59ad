package io.grammage.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BillDocumentTest {
    /** As it was written before bills named their issuer. */
    private static final String OLD = """
            {"organizationName":"Acme","organizationCreatedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-11-04T00:00:00Z",\
            "rules":{"currency":"EUR","slice":1000,"renewal":"ONCE","tierTokens":1,"tierAudioMinutes":2,\
            "closeAfter":"PT72H","taxDescription":null,"taxPercent":null,"adjustments":[]},\
            "freeTokens":0,"freeAudioSeconds":0,"projectNames":{},"lines":[]}""";

    @Test
    void readsWhatWasWrittenBeforeThereWereIssuers() {
        BillDocument document = BillDocument.parse(OLD);

        assertThat(document.rules().rules().issuer()).isNull();
        assertThat(document.rules().rules().slice()).isEqualTo(1_000);
    }
}
