package io.grammage.gateway.store.sqlite;

import io.grammage.footprint.Impacts;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The columns of impacts, in the order of {@link Impacts#figures()}. */
final class ImpactColumns {
    static final List<String> NAMES = List.of(
            "energy_min",
            "energy_max",
            "gwp_usage_min",
            "gwp_usage_max",
            "gwp_embodied_min",
            "gwp_embodied_max",
            "adpe_usage_min",
            "adpe_usage_max",
            "adpe_embodied_min",
            "adpe_embodied_max",
            "pe_usage_min",
            "pe_usage_max",
            "pe_embodied_min",
            "pe_embodied_max",
            "wcf_min",
            "wcf_max");

    private ImpactColumns() {}

    /** What stands where impacts were not estimated. */
    static double[] none() {
        double[] figures = new double[Impacts.FIGURES];
        Arrays.fill(figures, Double.NaN);
        return figures;
    }

    static void write(double[] figures, RowWriter row) throws SQLException {
        for (double figure : figures) {
            row.figure(figure);
        }
    }

    static double[] read(RowReader row) throws SQLException {
        double[] figures = new double[Impacts.FIGURES];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = row.figure();
        }
        return figures;
    }
}
