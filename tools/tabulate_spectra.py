"""Tabulates X-ray tube spectra with SpekPy into data/spectra.csv, so that the program itself needs no spectrum model.

Run `python tools/tabulate_spectra.py > data/spectra.csv` (about two minutes). SpekPy is a development dependency.
"""

import csv
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import spekpy

ANODE_ANGLE_DEG = 16.0
ENERGY_BIN_KEV = 0.5
DISTANCE_CM = 20.0
TISSUE = "Water, Liquid"

TUBE_VOLTAGES_KV = (
    30.0,
    35.0,
    40.0,
    *(42.5 + 2.5 * step for step in range(14)),
    *(80.0 + 5.0 * step for step in range(11)),
)
FILTRATIONS_MMAL = (0.3, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)
TISSUE_DEPTHS_MM = (10, 20, 30, 40, 50, 60, 80, 100)

COLUMNS = (
    "id",
    "kV",
    "filtration_mmAl",
    "output_uGy_per_mAs",
    "half_value_layer_mmAl",
    *(f"transmission_{depth}mm" for depth in TISSUE_DEPTHS_MM),
    "source",
    "where",
    "certainty",
    "note",
)


def spectrum(*, kV: float, filtration_mmAl: float) -> Any:
    """The spectrum of a constant-potential tungsten tube at 20 cm, without air in between."""
    return spekpy.Spek(kvp=kV, th=ANODE_ANGLE_DEG, dk=ENERGY_BIN_KEV, z=DISTANCE_CM).filter("Al", filtration_mmAl)


def row(*, kV: float, filtration_mmAl: float) -> dict[str, str]:
    """Air kerma per mAs at 20 cm, half-value layer, and the share of air kerma behind each depth of water.

    Narrow beam: no scatter. The absolute output of the model is too high for dental units; only its ratios are used.
    """
    beam = spectrum(kV=kV, filtration_mmAl=filtration_mmAl)
    kerma = beam.get_kerma()
    behind = {
        f"transmission_{depth}mm": f"{spekpy.Spek.clone(beam).filter(TISSUE, depth).get_kerma() / kerma:.4g}"
        for depth in TISSUE_DEPTHS_MM
    }
    return {
        "id": f"P{kV:g}-{filtration_mmAl:g}",
        "kV": f"{kV:g}",
        "filtration_mmAl": f"{filtration_mmAl:g}",
        "output_uGy_per_mAs": f"{kerma:.5g}",
        "half_value_layer_mmAl": f"{beam.get_hvl1():.4g}",
        **behind,
        "source": "poludniowski_2021",
        "where": "tools/tabulate_spectra.py",
        "certainty": "seen_once",
        "note": "",
    }


def rows() -> Iterator[dict[str, str]]:
    for kV in TUBE_VOLTAGES_KV:
        for filtration_mmAl in FILTRATIONS_MMAL:
            yield row(kV=kV, filtration_mmAl=filtration_mmAl)


def write(out: TextIO) -> None:
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows())


if __name__ == "__main__":
    write(sys.stdout)
