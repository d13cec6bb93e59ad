package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an estimate rests on, for whoever reads its figures.
 *
 * @param sentences each complete in itself, in the order to be read
 */
public record Assumptions(List<String> sentences) {
    public Assumptions {
        sentences = List.copyOf(sentences);
    }

    /** Says what the method makes of the input, and where the input comes from. */
    public static Assumptions of(FootprintMethod method, InferenceInput input, Origins origins) {
        Estimate estimate = method.estimate(input);
        List<String> sentences = new ArrayList<>();
        sentences.add("Method: " + method.id() + ". " + method.citation() + ".");
        sentences.add("Parameters: " + input.parameters().active() + " billion active, "
                + input.parameters().total() + " billion in total (" + origins.parameters() + ").");
        sentences.add(
                "Tokens: " + Check.plain(input.outputTokens()) + " generated; what the prompt costs is not modelled.");
        sentences.add(time(method, input, estimate, origins));
        sentences.add(serving(method.serving(), estimate));
        sentences.add(electricity(input.hosting().mix()));
        sentences.addAll(dataCentre(method, input.hosting(), origins));
        sentences.add("Not included: training, networks, storage, idle capacity, end-user devices.");
        for (ModelWarning warning : origins.warnings()) {
            sentences.add("Caution: " + warning.sentence());
        }
        return new Assumptions(sentences);
    }

    private static String time(FootprintMethod method, InferenceInput input, Estimate estimate, Origins origins) {
        Range seconds =
                new Range(estimate.low().generationSeconds(), estimate.high().generationSeconds());
        Double measured = input.measuredSeconds();
        String used = "Generation time: " + rounded(seconds) + " s, ";
        if (measured != null) {
            String least = "the lesser of " + Check.plain(measured) + " s measured and the time modelled";
            return used + least + speed(method, input.speed(), origins) + ".";
        }
        return used + "modelled" + speed(method, input.speed(), origins) + ".";
    }

    /** To four digits: a computed figure to be read, unlike the inputs, which are shown as they are. */
    private static Range rounded(Range range) {
        return new Range(rounded(range.min()), rounded(range.max()));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }

    private static String speed(FootprintMethod method, Speed speed, Origins origins) {
        if (!method.usesSpeed() || speed.equals(Speed.UNKNOWN)) {
            return " from the number of active parameters";
        }
        return " with " + known(speed.tokensPerSecond(), "tokens per second") + " and "
                + known(speed.firstTokenSeconds(), "s to the first token") + " (" + origins.speed() + ")";
    }

    private static String known(@Nullable Double value, String unit) {
        return (value == null ? "modelled" : Check.plain(value)) + " " + unit;
    }

    private static String serving(Serving serving, Estimate estimate) {
        Server server = serving.server();
        Range gpus = new Range((double) estimate.low().gpus().count(), (double)
                estimate.high().gpus().count());
        return "Hardware: GPUs of " + Check.plain(server.gpu().memoryGb()) + " GB, " + gpus + " needed, in servers of "
                + server.gpuCount() + "; " + serving.quantizationBits() + " bits per parameter, batches of "
                + Check.plain(serving.batchSize()) + ".";
    }

    private static String electricity(ElectricityMix mix) {
        Double wue = mix.wue();
        return "Electricity: zone " + mix.zone() + ", per kWh " + Check.plain(mix.gwp()) + " kgCO2eq, "
                + Check.plain(mix.adpe()) + " kgSbeq, " + Check.plain(mix.pe()) + " MJ"
                + (wue == null ? "" : ", " + Check.plain(wue) + " L") + " (" + mix.source() + ").";
    }

    private static List<String> dataCentre(FootprintMethod method, Hosting hosting, Origins origins) {
        return switch (method) {
            case EcoLogits08 fixed ->
                List.of(
                        "PUE: " + Check.plain(EcoLogits08.PUE) + ", whatever the data centre (" + fixed.id() + ").",
                        "Water: not estimated by " + fixed.id() + ".");
            case EcoLogits09 _ -> {
                String water = hosting.mix().wue() == null
                        ? "Water: not estimated, since that of the electricity of "
                                + hosting.mix().zone() + " is not known."
                        : "WUE: " + hosting.wue() + " L per kWh (" + origins.wue() + ").";
                yield List.of("PUE: " + hosting.pue() + " (" + origins.pue() + ").", water);
            }
        };
    }
}
