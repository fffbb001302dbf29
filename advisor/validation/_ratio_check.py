"""Published ratios of times against the exposure-time model: receptor to receptor, cone to cone, kV to kV."""

from itertools import combinations
from math import sqrt
from typing import Final, NamedTuple

from advisor.case.vocabulary import Measure, Programme, Receptor
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import ChartRow, OutputRow, UnitStep
from advisor.physics.beam import relative_output
from advisor.physics.exposure_time.tables import Setting
from advisor.physics.exposure_time.tube_load import relative_load
from advisor.physics.spread import exactly
from advisor.validation.chart_regions import intraoral_units, printed, setting
from advisor.validation.compared import Compared, step_ratio, within_one_ratio

_ENTRANCE_DOSE: Final = "entrance_dose_mGy"
_CONE: Final = "cone "  # these are words of data/units.toml
_CM: Final = " cm"
_ADULT: Final = "adult"
_PRIMARY: Final = "primary dentition"
_SAME: Final = ("unit", "exam", "region", "population", "kV", "mA")


class _Pair(NamedTuple):
    """Two states of one unit or device, and what told their ratio."""

    measure: Measure
    document: str
    rows: tuple[str, ...]
    states: tuple[str, str]
    of: str | None  # population or device


def receptors(knowledge: Knowledge) -> tuple[Compared, ...]:
    """Steps of the timer that manuals name from receptor to receptor, and charts' adult molars on two receptors."""
    reference = knowledge.technique.reference.region
    molars = [row for row in _rows(knowledge) if row.region == reference and row.population == Programme.ADULT]
    pairs = (_pair(Measure.RECEPTOR, *pair, knowledge) for pair in combinations(molars, 2) if _other_receptor(*pair))
    return (*named_steps(knowledge, Measure.RECEPTOR), *pairs)


def cones(knowledge: Knowledge) -> tuple[Compared, ...]:
    """Steps that manuals name from cone to cone, and settings that are given for two cones."""
    pairs = (_pair(Measure.CONE, *pair, knowledge) for pair in combinations(_rows(knowledge), 2) if _other_cone(*pair))
    return (*named_steps(knowledge, Measure.CONE), *pairs)


def _rows(knowledge: Knowledge) -> list[ChartRow]:
    return [row for rows in intraoral_units(knowledge).values() for row in rows]


def _other_receptor(one: ChartRow, other: ChartRow) -> bool:
    return one.unit == other.unit and one.receptor is not other.receptor


def _other_cone(one: ChartRow, other: ChartRow) -> bool:
    same = one.receptor is other.receptor and all(getattr(one, name) == getattr(other, name) for name in _SAME)
    return same and one.cone_cm != other.cone_cm


def _pair(measure: Measure, one: ChartRow, other: ChartRow, knowledge: Knowledge) -> Compared:
    """Two cells of one chart that differ in one thing."""
    tables = knowledge.technique
    known, wanted = (setting(row, tables.reference.region, tables) for row in (one, other))
    states = (one.receptor, other.receptor) if measure is Measure.RECEPTOR else (_cone(one), _cone(other))
    pair = _Pair(measure, one.unit, (other.id, one.id), (str(states[0]), str(states[1])), one.population)
    ratio = printed(other).typical / printed(one).typical
    return _compared(pair, printed=ratio, model=relative_load(wanted, known, tables), knowledge=knowledge)


def _cone(row: ChartRow) -> str:
    return f"{_CONE}{row.cone_cm:g}{_CM}"


def named_steps(knowledge: Knowledge, measure: Measure) -> tuple[Compared, ...]:
    """What a measure can use of the steps that manuals name between two states; one step is the mean of a timer."""
    tables, one_step = knowledge.technique, step_ratio(knowledge.technique.timer(None))
    found = []
    for unit in knowledge.units.values():
        for step in unit.step:
            known, wanted = (_state(word, knowledge) for word in (step.start, step.end))
            if known and wanted and _measure(step) is measure:
                pair = _Pair(measure, unit.id, (unit.id,), (step.start, step.end), None)
                model = relative_load(wanted, known, tables)
                found.append(_compared(pair, printed=one_step**step.steps, model=model, knowledge=knowledge))
    return tuple(found)


def _measure(step: UnitStep) -> Measure:
    if step.start in set(Receptor):
        return Measure.RECEPTOR
    return Measure.CONE if step.start.startswith(_CONE) else Measure.CHILD


def _state(word: str, knowledge: Knowledge) -> Setting | None:
    """The adult reference image in a state that a manual names; None for a state the model does not know."""
    tables = knowledge.technique
    usual = Setting(tables.reference.region, None, tables.usual.adult_age_years, None, None, None, None)
    if word in set(Receptor):
        return usual._replace(receptor=Receptor(word))
    if word.startswith(_CONE):
        return usual._replace(cone_cm=float(word.removeprefix(_CONE).removesuffix(_CM)))
    ages = {_ADULT: tables.usual.adult_age_years, _PRIMARY: knowledge.exams.stages.primary_until}
    return usual._replace(age_years=ages[word]) if word in ages else None


def tube_voltages(knowledge: Knowledge) -> tuple[Compared, ...]:
    """Entrance doses published for one device at two tube voltages, as times of one tube.

    Notes
    -----
    t2 / t1 = (D2 / D1) / (S2 / S1), with the geometric middles D of the published ranges and the tube output S.
    """
    doses = [row for row in knowledge.tables.outputs if row.quantity == _ENTRANCE_DOSE and row.kV and row.range]
    pairs = (pair for pair in combinations(doses, 2) if pair[0].device == pair[1].device)
    return tuple(_voltage(*pair, knowledge) for pair in pairs)


def _voltage(one: OutputRow, other: OutputRow, knowledge: Knowledge) -> Compared:
    tables = knowledge.technique
    usual = Setting(tables.reference.region, None, tables.usual.adult_age_years, None, None, None, None)
    known, wanted = (usual._replace(kV=_kV(row)) for row in (one, other))
    pair = _Pair(Measure.TUBE_VOLTAGE, one.source, (other.id, one.id), (f"{one.kV} kV", f"{other.kV} kV"), one.device)
    ratio = _time(other, knowledge) / _time(one, knowledge)
    return _compared(pair, printed=ratio, model=relative_load(wanted, known, tables), knowledge=knowledge)


def _time(row: OutputRow, knowledge: Knowledge) -> float:
    """In arbitrary units, the time that a tube takes to give a published dose."""
    dose = row.range
    assert dose is not None
    middle = sqrt(dose.low * dose.high)
    return middle / relative_output(kV=_kV(row), filtration_mmAl=None, cone_cm=None, tables=knowledge.beam)


def _kV(row: OutputRow) -> float:  # noqa: N802 - SI units keep their case
    """Of a row that was chosen because it tells it."""
    assert row.kV is not None
    return float(row.kV)


def _compared(pair: _Pair, *, printed: float, model: float, knowledge: Knowledge) -> Compared:
    return Compared(
        measure=pair.measure,
        document=pair.document,
        rows=pair.rows,
        printed=exactly(printed),
        model=exactly(model),
        held=within_one_ratio(model=model, printed=printed, timer=knowledge.technique.timer(None)),
        population=pair.of,
        start=pair.states[0],
        end=pair.states[1],
    )
