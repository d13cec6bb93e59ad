package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalewayMoneyTest {

    /** Units and nanos have the same sign, as in Google's type that Scaleway's is made after. */
    @ParameterizedTest
    @CsvSource({"3.20, 3, 200000000", "0.05, 0, 50000000", "-0.50, 0, -500000000", "-2.70, -2, -700000000", "0.00, 0, 0"
    })
    void isExact(String amount, long units, int nanos) {
        assertThat(ScalewayMoney.of(Currency.getInstance("EUR"), new BigDecimal(amount)))
                .isEqualTo(new ScalewayMoney("EUR", units, nanos));
    }
}
