package io.grammage.gateway.app;

import io.grammage.footprint.ElectricityMix;
import io.grammage.footprint.ElectricityMixes;
import io.grammage.footprint.EnergyFactor;
import io.grammage.footprint.FootprintMethod;
import io.grammage.footprint.ModelParameters;
import io.grammage.footprint.Range;
import io.grammage.footprint.Speed;
import io.grammage.footprint.Zone;
import io.grammage.gateway.catalog.Hosting;
import io.grammage.gateway.config.Key;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.ProviderKeys;
import io.grammage.gateway.config.Section;
import io.grammage.gateway.kernel.NearestNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepares the footprint method in force for a provider. */
final class HostingFactory {
    private static final double NANOS_PER_SECOND = 1e9;

    private final FootprintMethod method;
    private final ElectricityMixes mixes;
    private final Problems problems;

    HostingFactory(FootprintMethod method, ElectricityMixes mixes, Problems problems) {
        this.method = method;
        this.mixes = mixes;
        this.problems = problems;
    }

    /** Where a provider runs, or null when something about it does not fit. */
    @Nullable
    Hosting hosting(Section provider) {
        ElectricityMix mix = mix(provider);
        Range total = known(provider, ProviderKeys.TOTAL_PARAMS);
        Range active = known(provider, ProviderKeys.ACTIVE_PARAMS);
        Range factor = provider.find(ProviderKeys.ENERGY_FACTOR);
        if (factor != null && total != null) {
            problems.error(
                    provider.placeOf(ProviderKeys.ENERGY_FACTOR), "there are total_params too (expected: one of them)");
        }
        if (active != null && total == null) {
            problems.warning(
                    provider.placeOf(ProviderKeys.ACTIVE_PARAMS),
                    "has no effect without total_params: the footprint is not estimated");
        }
        if (mix == null) {
            return null;
        }
        io.grammage.footprint.Hosting site = site(provider, mix);
        if (factor != null) {
            boolean includesPue = provider.value(ProviderKeys.ENERGY_FACTOR_INCLUDES_PUE);
            return new Hosting(mix.zone(), new EnergyFactor(factor, includesPue).prepare(site));
        }
        if (total == null) {
            return new Hosting(mix.zone(), null);
        }
        try {
            ModelParameters parameters =
                    active == null ? ModelParameters.dense(total) : new ModelParameters(active, total);
            return new Hosting(mix.zone(), method.prepare(parameters, site, speed(provider)));
        } catch (IllegalArgumentException e) {
            Key<Range> culprit = active == null ? ProviderKeys.TOTAL_PARAMS : ProviderKeys.ACTIVE_PARAMS;
            problems.error(provider.placeOf(culprit), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static io.grammage.footprint.Hosting site(Section provider, ElectricityMix mix) {
        io.grammage.footprint.Hosting site = io.grammage.footprint.Hosting.of(mix);
        Range pue = provider.find(ProviderKeys.PUE);
        Range wue = provider.find(ProviderKeys.WUE);
        site = pue == null ? site : site.withPue(pue);
        return wue == null ? site : site.withWue(wue);
    }

    private static Speed speed(Section provider) {
        BigDecimal tokensPerSecond = provider.find(ProviderKeys.TOKENS_PER_SECOND);
        Duration firstToken = provider.find(ProviderKeys.TIME_TO_FIRST_TOKEN);
        return new Speed(
                tokensPerSecond == null ? null : tokensPerSecond.doubleValue(),
                firstToken == null ? null : firstToken.toNanos() / NANOS_PER_SECOND);
    }

    private @Nullable ElectricityMix mix(Section provider) {
        String code = provider.value(ProviderKeys.ZONE);
        List<String> known = mixes.known().stream().map(Zone::code).sorted().toList();
        if (known.contains(code)) {
            return mixes.require(new Zone(code));
        }
        List<String> nearest = NearestNames.of(code, known);
        problems.error(
                provider.placeOf(ProviderKeys.ZONE),
                code + " (expected: one of " + String.join(", ", known)
                        + (nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?") + ")");
        return null;
    }

    /** A number of parameters; OpenGateLLM writes 0 where it is not known. */
    private static @Nullable Range known(Section provider, Key<Range> key) {
        Range range = provider.find(key);
        return range == null || range.max() == 0 ? null : range;
    }
}
