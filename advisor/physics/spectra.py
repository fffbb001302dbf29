"""The tabulated X-ray spectra: what a tube gives and what is left of it behind tissue, by kV and filtration.

In arbitrary units, as logarithms: only differences mean anything. Absolute scale is `beam`'s.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

Grid = tuple[float, ...]
Plane = tuple[Grid, ...]
_DEPTH: Final = "transmission_"


@dataclass(frozen=True, slots=True, eq=False)
class Spectra:
    """Logarithms of air kerma per mAs at a fixed distance from the source.

    A plane is one filtration: by kV, then by depth of tissue, whose first column is the output itself.
    """

    kV: Grid
    depth_mm: Grid
    filtration_mmAl: Grid
    planes: tuple[Plane, ...]
    usual_plane: Plane  # of the filtration that is taken where nobody told it

    def log_kerma(self, kV: float, filtration_mmAl: float | None, depth_mm: float = 0.0) -> float:
        """Logarithm of air kerma per mAs behind a depth of water (narrow beam, no scatter), linear between the nodes.

        Tube voltage in [kV], total filtration in [mm Al] (None = usual), depth in [mm]; the ends of the table hold
        beyond it. More kV or less filtration never gives less. Source: `poludniowski_2021`, data/spectra.csv.
        """
        if filtration_mmAl is None:
            return _bilinear(self.kV, self.depth_mm, self.usual_plane, kV, depth_mm)
        j, along = cell(self.filtration_mmAl, filtration_mmAl)
        less = _bilinear(self.kV, self.depth_mm, self.planes[j], kV, depth_mm)
        return less + along * (_bilinear(self.kV, self.depth_mm, self.planes[j + 1], kV, depth_mm) - less)


def spectra_of(rows: Iterable[Mapping[str, str]], *, usual_filtration_mmAl: float) -> Spectra:
    """The rows of data/spectra.csv, a full grid, as text."""
    lines = {(float(row["filtration_mmAl"]), float(row["kV"])): row for row in rows}
    filters, kVs = (tuple(sorted({at[axis] for at in lines})) for axis in (0, 1))
    names = [name for name in next(iter(lines.values())) if name.startswith(_DEPTH)]
    planes = tuple(tuple(_behind(lines[filtration, kV], names) for kV in kVs) for filtration in filters)
    depths = (0.0, *(float(name.removeprefix(_DEPTH).removesuffix("mm")) for name in names))
    return Spectra(kVs, depths, filters, planes, _plane(filters, planes, usual_filtration_mmAl))


def _behind(row: Mapping[str, str], names: Iterable[str]) -> Grid:
    output = log(float(row["output_uGy_per_mAs"]))
    return (output, *(output + log(float(row[name])) for name in names))


def _plane(filters: Grid, planes: tuple[Plane, ...], filtration_mmAl: float) -> Plane:
    """The plane of a filtration between two tabulated ones."""
    j, along = cell(filters, filtration_mmAl)
    return tuple(
        tuple(less + along * (more - less) for less, more in zip(thin, thick, strict=True))
        for thin, thick in zip(planes[j], planes[j + 1], strict=True)
    )


def _bilinear(xs: Grid, ys: Grid, values: Plane, x: float, y: float) -> float:
    i, along = cell(xs, x)
    j, across = cell(ys, y)
    near, far = values[i], values[i + 1]
    start = near[j] + across * (near[j + 1] - near[j])
    return start + along * (far[j] + across * (far[j + 1] - far[j]) - start)


def cell(grid: Grid, value: float) -> tuple[int, float]:
    """Where a value lies on a rising grid: the cell, and how far along it; the ends hold beyond the grid."""
    i = bisect_right(grid, value, 1, len(grid) - 1) - 1
    along = (value - grid[i]) / (grid[i + 1] - grid[i])
    return i, 0.0 if along < 0.0 else 1.0 if along > 1.0 else along
