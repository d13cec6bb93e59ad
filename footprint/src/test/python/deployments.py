#!/usr/bin/env python3
"""Footprints of dedicated deployments, recomputed on paper.

Shares nothing with the library: the figures are typed in again from their sources, the formulas are written
out per term as in a spreadsheet, with exact decimals. Writes golden/infrastructure/deployments.csv:

    python3 footprint/src/test/python/deployments.py > footprint/src/test/resources/golden/infrastructure/deployments.csv

carbon in kgCO2eq, water in L; "absent" is a figure that is not known.
"""
import math
from decimal import Decimal as D

SIX_YEARS = D(6 * 8760)
TWENTY_FIVE_YEARS = D(25 * 8760)

# zone: PUE, WUE (L/kWh), kgCO2eq/kWh; region: the plain mean of PUE and WUE
MIX = {"fr": D("0.044"), "nl": D("0.253"), "pl": D("0.615"), "it": D("0.284")}
ZONE = {
    "fr-par-1": (D("1.45"), D("0.009")), "fr-par-2": (D("1.16"), D("0.25")), "fr-par-3": (D("1.44"), D("0.001")),
    "nl-ams-1": (D("1.38"), D("0.85")), "nl-ams-2": (D("1.4"), None), "nl-ams-3": (D("1.2"), None),
    "pl-waw-1": (D("1.50"), None), "pl-waw-2": (D("1.24"), None), "pl-waw-3": (D("1.5"), None),
    "it-mil-1": (D("1.48"), D("0.009")),
}

# processors: watts = a ln(b (x + c)) + d
A7413 = (91.526281, 0.06639547, 20.451103, -6.533225)
A9334 = (106.78066, 0.06427236, 20.451103, -4.151816)
X8452 = (152.54381, 0.06334691, 20.451104, -3.718755)
XBASE = (171.1813, 0.0354, 36.8953, -10.1336)
# node: GPUs, host GPUs, host kg low, high, sockets, cpu, RAM GB, GPU kg low, high, GPU W
NODE = {
    "L4": (1, 8, 2744 - 1959, 4190 - 1959, 2, A7413, 512, "113.6", "244.9", 72),
    "L40S-4": (4, 8, 2744 - 1959, 4190 - 1959, 2, A7413, 512, "244.9", "575.1", 350),
    "H100": (1, 2, 2782 - 1150, 9224 - 1150, 1, A9334, 768, "164", "575.1", 350),
    "H100-2": (2, 2, 2782 - 1150, 9224 - 1150, 1, A9334, 768, "164", "575.1", 350),
    "H100-SXM-2": (2, 8, "2748.6", "2748.6", 2, X8452, 1024, "164", "575.2", 700),
    "H100-SXM-4": (4, 8, "2748.6", "2748.6", 2, X8452, 1024, "164", "575.2", 700),
    "H100-SXM-8": (8, 8, "2748.6", "2748.6", 2, X8452, 1024, "164", "575.2", 700),
    "B300-SXM-8": (8, 8, "8737.6", "8737.6", 2, X8452, 4096, "284.25", "284.25", 1400),
    "RENDER-S": (1, 8, 756, 2693, 2, XBASE, 384, "129.3", "244.9", 250),
}

UNIT_W, UNIT_KG = D("1.493191"), D("3.288477e-4")
CROSS_W = (D("11.3942"), D("18.2307"))
CROSS_KG = (D("8.34919e-5"), D("1.33588e-4"))
GPU_LOAD = (D("0.54"), D(1))
OTHER = (D("1.2"), D("1.6"))
CONTROL = (1, 4)
DISK_W = (D("0.65"), D("1.2"))
DISK_KG = (D("2.07"), D("40.1"))

CASES = [
    ("L4", 1, "fr-par-1", 1, None), ("L4", 3, "pl-waw-2", "12.5", None), ("L40S-4", 2, "fr-par-2", 24, 70),
    ("H100", 1, "fr-par-2", 730, None), ("H100-2", 2, "pl-waw-2", 730, 140), ("H100-SXM-2", 1, "fr-par-2", 1, 16),
    ("H100-SXM-4", 2, "fr-par-2", 730, 140), ("H100-SXM-8", 4, "nl-ams-1", 8760, 700),
    ("H100-SXM-8", 1, "it-mil-1", "0.25", 400), ("B300-SXM-8", 3, "fr-par-2", 730, 1300),
    ("B300-SXM-8", 1, "nl-ams-2", 730, None), ("RENDER-S", 5, "fr-par-1", 100, None), ("H100", 2, "fr-par-3", 48, "15.5"),
]


def deployment(node, nodes, zone, hours, gigabytes, end):
    own, of, host_low, host_high, sockets, cpu, ram, gpu_low, gpu_high, design = NODE[node]
    hours, share = D(hours), D(own) / D(of)
    pue, wue = ZONE[zone]
    mix = MIX[zone[:2]]

    a, b, c, d = cpu
    cpu_w = D(sockets) * D(a * math.log(b * (30 + c)) + d)
    host_w = (cpu_w + D("0.284") * ram) * OTHER[end] + of * design * GPU_LOAD[end]
    host_kg = D((host_low, host_high)[end]) + of * D((gpu_low, gpu_high)[end])

    def use(watts, pue=pue):
        return watts / 1000 * hours * pue * mix

    nodes_kg = nodes * (
        share * hours / TWENTY_FIVE_YEARS * host_w / 3000000 * (2 * 825 * 2000)
        + share * hours / SIX_YEARS * host_kg
        + share * use(host_w)
        + hours * CROSS_KG[end]
        + use(CROSS_W[end])
    )
    infra_kg = 7 * (hours * UNIT_KG + use(UNIT_W)) + 4 * (hours * CROSS_KG[end] + use(CROSS_W[end]))
    control_kg = nodes * CONTROL[end] * (hours * UNIT_KG + use(UNIT_W))
    kwh = (nodes * (share * host_w + CROSS_W[end] + CONTROL[end] * UNIT_W) + 7 * UNIT_W + 4 * CROSS_W[end]) * hours / 1000
    litres = None if wue is None else kwh * wue

    model_kg = D(0)
    if gigabytes is not None:
        terabytes = D(gigabytes) / 1000 * D("1.5") / D("0.8")
        region = [ZONE[z] for z in ZONE if z.startswith(zone[:6])]
        model_kg = terabytes * (
            hours / SIX_YEARS * DISK_KG[end] + use(DISK_W[end], sum(p for p, _ in region) / len(region)))
        if all(w is not None for _, w in region):
            mean = sum(w for _, w in region) / len(region)
            litres = (litres or 0) + terabytes * DISK_W[end] / 1000 * hours * mean
    return nodes_kg, infra_kg, control_kg, model_kg, litres


def main():
    parts = ("nodes", "infrastructure", "control_plane", "model_storage", "litres")
    print("node_type,nodes,zone,hours,model_GB," + ",".join(f"{p}_min,{p}_max" for p in parts))
    for node, nodes, zone, hours, gigabytes in CASES:
        low = deployment(node, nodes, zone, hours, gigabytes, 0)
        high = deployment(node, nodes, zone, hours, gigabytes, 1)
        cells = [node, nodes, zone, hours, "none" if gigabytes is None else gigabytes]
        for one, other in zip(low, high):
            cells += ["absent" if v is None else repr(float(v)) for v in (one, other)]
        print(",".join(str(cell) for cell in cells))


main()
