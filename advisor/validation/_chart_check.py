"""Makers' charts against the exposure-time model, each with the relative exposures of the other makers' charts."""

from dataclasses import replace

from advisor.case.model import Case, Exam, ReferenceSetting, Region, Setup
from advisor.case.vocabulary import Measure, Programme
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import ChartRow
from advisor.physics.exposure_time import exposure_advice
from advisor.physics.exposure_time.tables import TechniqueTables
from advisor.physics.spread import exactly
from advisor.validation.chart_regions import Rows, charts, intraoral_units, molar, printed, relative_exposures
from advisor.validation.compared import Compared, within_one_step


def cells_from_molars(knowledge: Knowledge) -> tuple[Compared, ...]:
    """Every cell of every chart but the molars themselves, from its adult molar and the other makers' regions."""
    found = []
    for unit, rows in charts(knowledge).items():
        others = relative_exposures(knowledge, without=knowledge.units[unit].maker)
        tables = replace(knowledge.technique, relative_exposure=others)
        for row in rows:
            known = molar(row, rows, tables.reference.region)
            exam = knowledge.by_exam.get(row.exam)  # None: a setting for any intraoral image, which is of no region
            if exam and known and known is not row:
                comparable = row.region is not None and row.region in others
                found.append(_compared(Measure.REGION, row, known if comparable else None, knowledge, tables))
    return tuple(found)


def children_from_adults(knowledge: Knowledge) -> tuple[Compared, ...]:
    """Every child cell from the adult cell of the same image; a chart's child is as old as the model takes it to be."""
    found = []
    for rows in intraoral_units(knowledge).values():
        for row in (each for each in rows if each.population == Programme.CHILD):
            adult = _grown(row, rows)
            if adult:
                found.append(_compared(Measure.CHILD, row, adult, knowledge, knowledge.technique))
    return tuple(found)


def _grown(row: ChartRow, rows: Rows) -> ChartRow | None:
    wanted = _image(row)
    return next((each for each in rows if each.population == Programme.ADULT and _image(each) == wanted), None)


def _image(row: ChartRow) -> tuple[object, ...]:
    return row.exam, row.region, row.receptor, row.cone_cm, row.programme_note


def _compared(
    measure: Measure, row: ChartRow, known: ChartRow | None, knowledge: Knowledge, tables: TechniqueTables
) -> Compared:
    """A cell beside the time worked out from another; without another, a cell that cannot be compared."""
    model_s = _model_s(row, known, knowledge, tables) if known else None
    return Compared(
        measure=measure,
        document=row.unit,
        rows=(row.id, known.id) if known else (row.id,),
        printed=printed(row),
        model=exactly(model_s) if model_s else None,
        held=within_one_step(model_s, printed(row), tables.timer(None)) if model_s else None,
        exam=row.exam,
        region=row.region,
        receptor=row.receptor,
        population=row.population,
    )


def _model_s(row: ChartRow, known: ChartRow, knowledge: Knowledge, tables: TechniqueTables) -> float | None:
    """The time advised to a practice that knows one good setting and asks for another image."""
    exam, region = _asked(row, knowledge)
    _, known_region = _asked(known, knowledge)
    age_years = tables.usual.age_years(Programme(row.population))
    case = Case(
        patient=knowledge.exams.stages.patient(age_years),
        exam=exam,
        region=region,
        setup=Setup(receptor=row.receptor, kV=row.kV, mA=row.mA, cone_cm=row.cone_cm),
        reference_setting=ReferenceSetting(
            exposure_s=printed(known).typical,
            region=known_region,
            population=Programme(known.population),
            receptor=known.receptor,
            kV=known.kV,
            mA=known.mA,
            cone_cm=known.cone_cm,
        ),
    )
    return exposure_advice(case, tables).set_s


def _asked(row: ChartRow, knowledge: Knowledge) -> tuple[Exam, Region]:
    """The exam and region of a cell; a setting for any intraoral image is asked of the reference region."""
    wanted = row.region or knowledge.technique.reference.region
    return next((exam, region) for exam in knowledge.by_exam.values() for region in exam.regions if region.id == wanted)
