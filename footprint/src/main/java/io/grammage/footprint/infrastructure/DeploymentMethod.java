package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Zone;
import java.util.ArrayList;
import java.util.List;

/**
 * The footprint of a dedicated deployment: nodes * Instance + inference infrastructure + nodes * share of the control plane
 * (+ storage of an imported model), for manufacturing and use (Scaleway, Generative APIs dedicated deployment footprint,
 * scaleway/docs-content, 2026-05-19).
 *
 * <p>{@code DeploymentMethod.latest().footprint(DeploymentInput.of("H100-SXM-4", 2, new Zone("fr-par-2"), new
 * Hours(730)))}
 *
 * <p>What one node costs for some tokens is its footprint for the time that {@link Throughput} says they take.
 */
public final class DeploymentMethod {
    private static final List<String> DATA_SETS = List.of("scaleway-2026-03", "scaleway-2025-06");
    private static final DataFile NODES = DataFile.read("scaleway-nodes-2026-10");
    private static final DataFile DEFAULTS = DataFile.read("grammage-defaults-2026-11");
    private static final Hosts HOSTS =
            new Hosts(DataFile.read("boavizta-2.4.1"), DataFile.read("nvidia-pcf-2025"), DEFAULTS);
    private static final Unpublished UNPUBLISHED = new Unpublished(DEFAULTS);

    private final Places places;

    private DeploymentMethod(Places places) {
        this.places = places;
    }

    /** By the newest data set of places. */
    public static DeploymentMethod latest() {
        return byDataSet(DATA_SETS.getFirst());
    }

    /**
     * By an older data set, as older reports were made.
     *
     * @throws io.grammage.footprint.FootprintException if there is none of that name; the message lists those there are
     */
    public static DeploymentMethod byDataSet(String name) {
        if (!DATA_SETS.contains(name)) {
            throw DataFile.unknown("data set", name, DATA_SETS);
        }
        return new DeploymentMethod(new Places(DataFile.read(name)));
    }

    /** The data sets of places, the newest first. */
    public static List<String> dataSets() {
        return DATA_SETS;
    }

    /** The node types there are, with their list prices. */
    public static List<NodeType> nodeTypes() {
        return NODES.entries().stream().map(NodeType::of).toList();
    }

    /** The zones of the data set. */
    public List<Zone> zones() {
        return places.zones();
    }

    /**
     * Computes the footprint.
     *
     * @throws io.grammage.footprint.FootprintException if the zone, the node type or the data set of GPU manufacturing is
     *     not known; the message lists those that are
     */
    public Footprint footprint(DeploymentInput input) {
        Evidence evidence = new Evidence();
        evidence.say(
                "Method: nodes, inference infrastructure, control plane and model storage, for manufacturing and use"
                        + " (Scaleway, Generative APIs dedicated deployment footprint, 2026-05-19).");
        evidence.say("Electricity: that of the country's grid, whatever the contracts.");
        evidence.say("Water: what data centres consume along with electricity; not that of manufacturing.");
        DataCentre place = places.zone(input.zone(), evidence);
        Hours hours = input.hours();
        List<Line> lines = new ArrayList<>(nodes(input, evidence).lines(Component.NODES, place, hours));
        lines.addAll(UNPUBLISHED
                .infrastructure(input.overrides(), evidence)
                .lines(Component.INFERENCE_INFRASTRUCTURE, place, hours));
        lines.addAll(UNPUBLISHED
                .controlPlane(input.overrides(), evidence)
                .times(Ratio.of(input.nodes()))
                .lines(Component.CONTROL_PLANE, place, hours));
        lines.addAll(modelStorage(input, evidence));
        if (lines.stream().anyMatch(Line::lacksCarbon)) {
            evidence.say("Steps that are not estimated: nobody publishes figures of them, or figures of another step"
                    + " contain them, as those of a POP2-2C-8G contain data centre and network.");
        }
        evidence.say("Whether the zone offers the node type was not looked up.");
        evidence.say("Not included: transport, end of life, boot volumes, network of the customer's calls.");
        return new Footprint(lines, evidence.dataSets(), evidence.sentences());
    }

    private Resource nodes(DeploymentInput input, Evidence evidence) {
        NodeType node = nodeType(input.nodeType(), evidence);
        Hours lifespan = places.lifespan("server", evidence);
        Equipment host = HOSTS.hostOf(node, input.overrides(), lifespan, evidence);
        Surroundings surroundings = UNPUBLISHED.surroundings(input.overrides(), places, evidence);
        evidence.say(
                "Share of a node in its host: that of its GPUs, in all steps but cross-functional IT and stock, which"
                        + " each Instance bears whole (Scaleway, Instances environmental footprint).");
        return surroundings
                .around(host)
                .times(HOSTS.shareOf(node), Step.SHARED_BY_INSTANCES)
                .times(Ratio.of(input.nodes()));
    }

    private static NodeType nodeType(String name, Evidence evidence) {
        Entry entry = NODES.entries().stream()
                .filter(candidate -> NodeType.of(candidate).named(name))
                .findFirst()
                .orElseThrow(() -> DataFile.unknown("node type", name, NODES.names("node")));
        NodeType node = NodeType.of(evidence.cited(entry));
        if (node.eurosPerHour() == null) {
            evidence.say("No price: none was found for dedicated deployments of " + node.name() + ".");
        }
        return node;
    }

    private List<Line> modelStorage(DeploymentInput input, Evidence evidence) {
        DataSize model = input.importedModel();
        if (model == null) {
            evidence.say(
                    "Model storage: no model was imported; those of the provider's own catalogue are not counted.");
            return List.of();
        }
        DataCentre region = places.region(input.zone(), evidence);
        Hours lifespan = places.lifespan("server", evidence);
        return UNPUBLISHED
                .modelStorage(model, lifespan, evidence)
                .lines(Component.MODEL_STORAGE, region, input.hours());
    }
}
