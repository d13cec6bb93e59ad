package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.UsageUnit;
import org.junit.jupiter.api.Test;

class EnumCodeTest {

    @Test
    void givesEveryConstantANumberOfItsOwn() {
        check(EnumCode.ENDPOINT, Endpoint.values());
        check(EnumCode.MODE, Mode.values());
        check(EnumCode.OUTCOME, Outcome.values());
        check(EnumCode.COUNT_SOURCE, CountSource.values());
        check(EnumCode.UNIT, UsageUnit.values());
        check(EnumCode.REASON, Footprint.Reason.values());
    }

    private static <E extends Enum<E>> void check(EnumCode<E> code, E[] constants) {
        for (E constant : constants) {
            assertThat(code.constant(code.of(constant))).isEqualTo(constant);
        }
    }
}
