package io.grammage.footprint.infrastructure;

import java.util.Objects;

/**
 * A machine, or many of them, or a building.
 *
 * @param manufacturing what making it cost
 * @param lifespan how long it serves; more than zero
 * @param power what it draws on average
 */
public record Equipment(Carbon manufacturing, Hours lifespan, Power power) {
    /** ADEME has a factor for buildings only; their technical environment is taken to cost as much again. */
    private static final Ratio WITH_TECHNICAL_ENVIRONMENT = Ratio.of(2);

    public Equipment {
        manufacturing.over(lifespan);
        Objects.requireNonNull(power, "power");
    }

    /**
     * A data centre with its technical environment: 2 * area * factor of the building (Scaleway, environmental footprint
     * calculator, first edition of September 2024).
     *
     * @param squareMetres area of the building in m2, >= 0
     * @param perSquareMetre what building a square metre costs
     */
    public static Equipment building(double squareMetres, Carbon perSquareMetre, Hours lifespan) {
        return new Equipment(
                perSquareMetre.times(Ratio.of(squareMetres)).times(WITH_TECHNICAL_ENVIRONMENT), lifespan, Power.NONE);
    }

    /** Manufacturing spread over the lifespan, and the power. */
    public Load load() {
        return new Load(manufacturing.over(lifespan), power);
    }
}
