package io.grammage.gateway.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How answers are written: members in the order of the record, in snake case, null where nothing is known; decimals with
 * all their digits and without an exponent.
 */
final class ApiJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            // What a value says of itself, such as whether a range is a single number, is no member of it.
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ApiJson() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The amount without zeros at its end. */
    static BigDecimal money(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }
}
