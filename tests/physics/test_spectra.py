"""data/spectra.csv is what its tool computes, and behaves as X-rays do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.knowledge import Knowledge
from tools import tabulate_spectra

VOLTAGES = st.floats(30.0, 130.0)
DEPTHS = st.floats(0.0, 100.0)
FILTRATIONS = st.none() | st.floats(0.3, 6.0)


@pytest.fixture(scope="module")
def published(root: Path) -> dict[tuple[str, str], dict[str, str]]:
    with (root / "data" / "spectra.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["kV"], row["filtration_mmAl"]): row for row in csv.DictReader(lines)}


@pytest.mark.parametrize(("kV", "filtration_mmAl"), [(45.0, 1.5), (60.0, 2.0), (67.5, 2.5), (90.0, 3.0)])
def test_a_row_is_what_the_tool_computes(
    kV: float, filtration_mmAl: float, published: dict[tuple[str, str], dict[str, str]]
) -> None:
    computed = tabulate_spectra.row(kV=kV, filtration_mmAl=filtration_mmAl)
    stored = published[computed["kV"], computed["filtration_mmAl"]]

    assert stored == computed


def test_the_grid_has_no_hole(published: dict[tuple[str, str], dict[str, str]]) -> None:
    voltages, filters = {kV for kV, _ in published}, {filtration for _, filtration in published}

    assert len(published) == len(voltages) * len(filters)
    assert list(next(iter(published.values()))) == list(tabulate_spectra.COLUMNS)


def test_the_half_value_layer_is_near_the_surveyed_one(published: dict[tuple[str, str], dict[str, str]]) -> None:
    """Row T091: 1.67 mm Al, mean of 70 offices."""
    assert float(published["60", "2"]["half_value_layer_mmAl"]) == pytest.approx(1.67, rel=0.1)


@given(kV=VOLTAGES, more_kV=VOLTAGES, filtration=FILTRATIONS, depth=DEPTHS)
def test_more_voltage_never_gives_less(
    knowledge: Knowledge, kV: float, more_kV: float, filtration: float | None, depth: float
) -> None:
    """Neither at the cone end nor behind tissue."""
    low, high = sorted((kV, more_kV))
    spectra = knowledge.beam.spectra

    assert spectra.log_kerma(low, filtration, depth) <= spectra.log_kerma(high, filtration, depth) + 1e-12


@given(kV=VOLTAGES, filtration=st.floats(0.3, 6.0), more=st.floats(0.3, 6.0), depth=DEPTHS, deeper=DEPTHS)
def test_more_metal_or_more_tissue_never_lets_more_through(
    knowledge: Knowledge, kV: float, filtration: float, more: float, depth: float, deeper: float
) -> None:
    thin, thick = sorted((filtration, more))
    near, far = sorted((depth, deeper))
    spectra = knowledge.beam.spectra

    assert spectra.log_kerma(kV, thick, near) <= spectra.log_kerma(kV, thin, near) + 1e-12
    assert spectra.log_kerma(kV, thin, far) <= spectra.log_kerma(kV, thin, near) + 1e-12
