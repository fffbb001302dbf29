"""Tube settings -> air kerma at the cone end -> dose-area product.

Shape (kV, filtration) comes from tabulated spectra, absolute scale from measured outputs. Holds no number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product as pairs
from math import exp
from typing import Final

from advisor.case.model import Exam, Range, Setup
from advisor.case.vocabulary import Beam, Family, Spread
from advisor.physics.spectra import Spectra, spectra_of
from advisor.physics.spread import exactly, product

_TOLD: Final = (False, True)


@dataclass(frozen=True, slots=True, eq=False)
class BeamTables:
    """Spectra, and the parameters that put them on an absolute scale."""

    spectra: Spectra
    parameters: Mapping[str, Range]
    field_cm2: Mapping[Beam | None, Range]
    spread: Mapping[tuple[bool, bool], Range]  # of the output, by whether filtration and cone were told
    calibration: float  # measured mGy per mAs / spectrum model, at the reference
    evidence: tuple[str, ...]
    panoramic_evidence: tuple[str, ...]
    restriction_evidence: tuple[str, ...]


def beam_tables(
    spectra: Iterable[Mapping[str, str]], parameters: Mapping[str, Range], rows: Mapping[str, tuple[str, ...]]
) -> BeamTables:
    """Make the tables ready once.

    Parameters
    ----------
    spectra : iterable of mappings
        The rows of data/spectra.csv, a full grid, as text.
    parameters, rows : Mapping
        By name: the ranges of data/technique.toml, and the ids of the published rows each of them came from.
    """
    filtration, kV = parameters["filtration"], parameters["reference_kV"].typical
    table = spectra_of(spectra, usual_filtration_mmAl=filtration.typical)
    reference = table.log_kerma(kV, None)
    ends = [exp(table.log_kerma(kV, each) - reference) for each in (filtration.high, filtration.low)]
    return BeamTables(
        spectra=table,
        parameters=parameters,
        field_cm2=_fields(parameters),
        spread=_output_spreads(parameters, Range(ends[0], 1.0, ends[1])),
        calibration=parameters["reference_output"].typical / exp(reference),
        evidence=rows["reference_output"],
        panoramic_evidence=rows["panoramic_dap"],
        restriction_evidence=rows["panoramic_restricted"],
    )


def _fields(parameters: Mapping[str, Range]) -> dict[Beam | None, Range]:
    """A beam whose shape nobody told lies anywhere between a usual rectangular and a usual round one."""
    large, small = parameters["field_round"], parameters["field_rectangular"]
    unknown = Range(small.typical, (small.typical * large.typical) ** 0.5, large.typical, Spread.MODEL)
    return {Beam.ROUND: large, Beam.RECTANGULAR: small, None: unknown}


def _output_spreads(parameters: Mapping[str, Range], of_filtration: Range) -> dict[tuple[bool, bool], Range]:
    """Units differ; filtration and cone, where nobody told them, widen the range further."""
    output, cone = parameters["reference_output"], parameters["reference_cone"]
    units = output.scaled(1.0 / output.typical)
    filtration = {True: exactly(1.0), False: of_filtration}
    nearest, usual, farthest = ((cone.typical / each) ** 2 for each in (cone.low, cone.typical, cone.high))
    length = {True: exactly(1.0), False: Range(farthest, usual, nearest)}
    return {(f, c): product((units, filtration[f], length[c])) for f, c in pairs(_TOLD, _TOLD)}


def output_mGy_per_mAs(  # noqa: N802 - SI units keep their case
    *, kV: float, filtration_mmAl: float | None = None, cone_cm: float | None = None, tables: BeamTables
) -> Range:
    """Incident air kerma per mAs at the cone end.

    Parameters
    ----------
    kV : float
        Tube voltage [kV]; the spectra cover 30 to 130, the nearest end holds beyond.
    filtration_mmAl, cone_cm : float or None
        Total filtration [mm Al] and distance from source to cone end [cm]; None = not told, which widens the range.

    Returns
    -------
    Range
        [mGy/mAs], free in air, without backscatter. Typical units of one kind differ by about x/1.5.

    Notes
    -----
    K = c S(kV, F) (d0 / d)^2 with S from SpekPy [1] (constant potential, tungsten, 16 degrees) and one factor c that
    sets S at the reference to a measured output: the model by itself reads 1.3 to 1.9 times too high for dental units.

    References
    ----------
    .. [1] `poludniowski_2021` in data/sources.toml; rows of `reference_output` in data/technique.toml.
    """
    typical = relative_output(kV=kV, filtration_mmAl=filtration_mmAl, cone_cm=cone_cm, tables=tables)
    measured = (filtration_mmAl is not None, cone_cm is not None)
    return tables.spread[measured].scaled(typical * tables.calibration)


def relative_output(*, kV: float, filtration_mmAl: float | None, cone_cm: float | None, tables: BeamTables) -> float:
    """Air kerma per mAs at the cone end in arbitrary units: only ratios of it mean anything.

    S(kV [kV], filtration [mm Al]) (d0 / cone [cm])^2; None = usual. Spectra: `poludniowski_2021`, 30 to 130 kV.
    """
    log_output = tables.spectra.log_kerma(kV, filtration_mmAl)
    if cone_cm is None:
        return exp(log_output)
    closeness = tables.parameters["reference_cone"].typical / cone_cm
    return exp(log_output) * closeness * closeness


def output_ratio(setup: Setup, other: Setup, tables: BeamTables) -> float:
    """Air kerma per mAs at the cone end with one setup over that with another.

    Parameters
    ----------
    setup, other : Setup
        Their kV [kV], filtration [mm Al] and cone [cm]. What one does not tell is as in the other; what neither tells
        is usual.

    Notes
    -----
    S(kV, F) / S(kV0, F0) (d0 / d)^2 with tube output S of the spectra, filtration F and distance d to the cone end.

    References
    ----------
    `poludniowski_2021`.
    """
    usual_kV = tables.parameters["reference_kV"].typical
    here, there = (
        relative_output(
            kV=one.kV or two.kV or usual_kV,
            filtration_mmAl=one.filtration_mmAl or two.filtration_mmAl,
            cone_cm=one.cone_cm or two.cone_cm,
            tables=tables,
        )
        for one, two in ((setup, other), (other, setup))
    )
    return here / there


def with_own_output(after: Setup, before: Setup, tables: BeamTables) -> Setup:
    """The changed setup, its own measured output [mGy/mAs] brought to the new kV, cone and filtration."""
    measured = before.output_mGy_per_mAs
    if measured is None:
        return after
    return replace(after, output_mGy_per_mAs=measured * output_ratio(after, before, tables))


def missing_for_kerma(setup: Setup) -> tuple[str, ...]:
    """The settings that the air kerma at the cone end cannot be worked out without; a measured output stands for kV."""
    needed: tuple[str, ...] = ("mA", "exposure_s") if setup.mAs is None else ()
    needed = needed if setup.output_mGy_per_mAs is not None else ("kV", *needed)
    return tuple(name for name in needed if getattr(setup, name) is None)


def incident_air_kerma(setup: Setup, exam: Exam, tables: BeamTables) -> Range | None:
    """Air kerma at the cone end for one intraoral image.

    Parameters
    ----------
    setup : Setup
        kV [kV], mA [mA], exposure_s [s]; the practice's own output_mGy_per_mAs, at that kV and cone, stands for the
        calibrated one. Filtration and cone may be None, which widens the range.
    exam : Exam
        Extraoral exams have no cone end.

    Returns
    -------
    Range or None
        [mGy] free in air, without backscatter; None where something needed is missing (`missing_for_kerma`) or the
        exam is extraoral. More kV, mA, seconds or a shorter cone never give less.
    """
    mAs = setup.mAs
    if not exam.intraoral or mAs is None:
        return None
    if setup.output_mGy_per_mAs is not None:
        return tables.parameters["own_output"].scaled(setup.output_mGy_per_mAs * mAs)
    if setup.kV is None:
        return None
    filtration_mmAl, cone_cm = setup.filtration_mmAl, setup.cone_cm
    relative = relative_output(kV=setup.kV, filtration_mmAl=filtration_mmAl, cone_cm=cone_cm, tables=tables)
    measured = (filtration_mmAl is not None, cone_cm is not None)
    return tables.spread[measured].scaled(relative * tables.calibration * mAs)


def field_area_cm2(beam: Beam | None, tables: BeamTables) -> Range:
    """Area of an intraoral beam at the cone end [cm2]; None = shape not told."""
    return tables.field_cm2[beam]


def dose_area_product(setup: Setup, exam: Exam, tables: BeamTables) -> Range | None:
    """Dose-area product of one image.

    Parameters
    ----------
    setup : Setup
        What the unit displays (dap_mGycm2) is taken as it is. Otherwise intraoral images need what
        `incident_air_kerma` needs, and panoramic images kV, mA and exposure_s.

    Returns
    -------
    Range or None
        [mGy cm2]; None where it cannot be worked out. Cephalometric and CBCT: only as displayed.

    Notes
    -----
    Intraoral: kerma x area, both at the cone end. Panoramic: the mean of a national survey (rows of `panoramic_dap`)
    x mAs x relative output at that kV, for the full beam; a restricted one gives less, one not told anything between.
    """
    if setup.dap_mGycm2 is not None:
        return exactly(setup.dap_mGycm2)
    if exam.intraoral:
        kerma = incident_air_kerma(setup, exam, tables)
        return None if kerma is None else product((kerma, field_area_cm2(setup.beam, tables)))
    mAs = setup.mAs
    if exam.family is not Family.PANORAMIC or setup.kV is None or mAs is None:
        return None
    usual = tables.parameters
    reference_kV = usual["panoramic_kV"].typical
    rise = tables.spectra.log_kerma(setup.kV, None) - tables.spectra.log_kerma(reference_kV, None)
    full = usual["panoramic_dap"].scaled(exp(rise) * mAs / usual["panoramic_mAs"].typical)
    return full if setup.beam is Beam.FULL else product((full, restriction(setup.beam, tables)))


def restriction(beam: Beam | None, tables: BeamTables) -> Range:
    """The share that restricting a panoramic beam leaves of it (rows of `panoramic_restricted`); 1 of the full beam."""
    if beam is Beam.FULL:
        return exactly(1.0)
    return tables.parameters["panoramic_restricted" if beam is Beam.RESTRICTED else "panoramic_beam_not_told"]
