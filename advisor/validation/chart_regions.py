"""What makers' charts say of regions: the adult molar that a chart is read from, and each region relative to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import geometric_mean

from advisor.case.model import Range
from advisor.case.vocabulary import Family, Programme
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import ChartRow
from advisor.physics.exposure_time.tables import Setting, TechniqueTables
from advisor.physics.exposure_time.tube_load import relative_load

Rows = Sequence[ChartRow]


def unit_rows(knowledge: Knowledge, unit: str) -> Rows:
    """The usable times of a unit's chart, with and without a region."""
    of_unit = (row for row in knowledge.tables.charts if row.unit == unit and row.certainty.usable)
    return tuple(row for row in of_unit if row.receptor and row.time)


def printed(row: ChartRow) -> Range:
    """The time of a row of `unit_rows`."""
    assert row.time is not None
    return row.time


def intraoral_units(knowledge: Knowledge) -> dict[str, Rows]:
    """By unit, every intraoral unit's chart."""
    intraoral = (unit for unit, each in knowledge.units.items() if each.family == Family.INTRAORAL)
    return {unit: unit_rows(knowledge, unit) for unit in intraoral}


def charts(knowledge: Knowledge) -> dict[str, Rows]:
    """By unit: the charts that tell the reference region, from which their other cells can be worked out."""
    reference = knowledge.technique.reference.region
    units = intraoral_units(knowledge)
    return {unit: rows for unit, rows in units.items() if any(row.region == reference for row in rows)}


def molar(row: ChartRow, rows: Rows, reference: str) -> ChartRow | None:
    """The adult cell of the reference region for the same receptor; of several, that of the same programme."""
    wanted = (reference, Programme.ADULT, row.receptor)
    molars = [each for each in rows if (each.region, each.population, each.receptor) == wanted]
    same = (each for each in molars if each.programme_note == row.programme_note)
    return next(same, molars[0] if molars else None)


def relative_exposures(knowledge: Knowledge, *, without: str | None = None) -> dict[str, float]:
    """What each region needs relative to the reference region, from makers' charts.

    Parameters
    ----------
    knowledge : Knowledge
        Its charts give adult times by region; where cells differ in kV, that is taken out with the spectra.
    without : str or None
        A maker whose charts are left out.

    Returns
    -------
    dict
        By region, the geometric mean over makers of the geometric mean over a maker's cells.
    """
    of_maker: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for unit, rows in charts(knowledge).items():
        of_maker[knowledge.units[unit].maker] += _means(_ratios(rows, knowledge.technique)).items()
    makers = (pairs for maker, pairs in of_maker.items() if maker != without)
    return _means(pair for pairs in makers for pair in _means(pairs).items())


def _ratios(rows: Rows, tables: TechniqueTables) -> Iterable[tuple[str, float]]:
    """Every adult cell's time relative to its molar's, with the molar's settings."""
    reference = tables.reference.region
    for row in rows:
        known = molar(row, rows, reference)
        if row.region and row.population == Programme.ADULT and known:
            settings = relative_load(setting(row, reference, tables), setting(known, reference, tables), tables)
            yield row.region, printed(row).typical / printed(known).typical / settings


def _means(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    values: dict[str, list[float]] = defaultdict(list)
    for region, value in pairs:
        values[region].append(value)
    return {region: geometric_mean(found) for region, found in values.items()}


def setting(row: ChartRow, region: str, tables: TechniqueTables) -> Setting:
    """A cell's settings, as if it were of a region."""
    age_years = tables.usual.age_years(Programme(row.population))
    return Setting(region, row.receptor, age_years, row.kV, row.mA, row.cone_cm, None)
