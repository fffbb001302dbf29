"""The formula of the bench with its numbers, and each factor: its value with range, what it is, where it is from."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import streamlit as st

from advisor import read_case
from advisor.case.model import Case, Exam
from advisor.case.settings import measured
from advisor.case.vocabulary import Basis
from advisor.charts.learn import bar_in_text, range_bar
from advisor.evidence import RowKind, evidence_link
from advisor.knowledge import Knowledge
from advisor.pages.learn import bench_words as words
from advisor.physics import dose
from advisor.physics.estimate import DoseStep
from advisor.physics.factors import factors
from advisor.student import bench
from advisor.words import figures, labels, names

_ROWS_SHOWN: Final = 6
_DIGITS: Final = "{:.3g}"
_CHIPS: Final = 3
_CHIP_PX: Final = 290
_SET_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "tube output": ("kV", "filtration_mmAl"),
    "tube voltage": ("kV",),
    "cone length": ("cone_cm",),
    "tube current": ("mA",),
    "exposure time": ("exposure_s",),
    "field at the cone end": ("beam",),
    "field": ("beam",),
    "beam": ("beam",),
    "field of view": bench.FIELD,
    "dose-area product": ("dap_mGycm2",),
    "displayed dose-area product": ("dap_mGycm2",),
    "images": ("images",),
}


def places(exam: Exam, basis: Basis, knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """The settings that stand in the chip of a factor, by its name: those whose factor is there whatever is set."""
    asked = bench.ASKED[exam.family][basis]
    case = read_case(bench.case(exam, basis, bench.start(exam, knowledge), knowledge), knowledge)
    held = {
        step.name: [name for name in _SET_IN.get(step.name, ()) if name in asked] for step in _factors(case, knowledge)
    }
    return {factor: tuple(names) for factor, names in held.items() if names}


def equation(case: Case, pinned: Case, knowledge: Knowledge, control: Callable[[str], None]) -> None:
    """The product as chips: what each factor is, a bar as wide as its range, and what it is set by.

    `control` draws what a factor is set by, where there is something to set.
    """
    found = _factors(case, knowledge)
    before = {step.name: step for step in _factors(pinned, knowledge)}
    grid = st.grid(_CHIPS, min_column_width=_CHIP_PX, gap="small")
    for number, step in enumerate(found):
        moved = step.name not in before or before[step.name].value != step.value
        with grid.cell(), st.container(border=True, gap="xsmall"):
            name = words.NAME.get(step.name, step.name)
            st.markdown(words.CHIP.format(sign=words.SIGN if number else "", name=name, value=_value(step)))
            st.markdown(bar_in_text(range_bar(step.value, moved=moved)))
            control(step.name)


def show(case: Case, pinned: Case, knowledge: Knowledge) -> None:
    """The product in one line; behind it one entry a factor."""
    found = _factors(case, knowledge)
    before = {step.name: step for step in _factors(pinned, knowledge)}
    total = dose.effective_dose(case, knowledge.dose)
    numbers = words.TIMES_SIGN.join(_DIGITS.format(step.value.typical) for step in found)
    st.markdown(words.FORMULA_LINE.format(factors=numbers, dose=figures.dose(total)))
    st.caption(words.RANGE_BARS)
    with st.expander(words.FACTORS, type="compact"):
        st.markdown("\n".join(_factor(step, before.get(step.name), case, knowledge) for step in found))


def _factors(case: Case, knowledge: Knowledge) -> tuple[DoseStep, ...]:
    return factors(case, dose.estimate(case, knowledge.dose), knowledge.dose)


def _factor(step: DoseStep, before: DoseStep | None, case: Case, knowledge: Knowledge) -> str:
    changed = before is not None and before.value != step.value
    return words.FACTOR.format(
        name=words.NAME.get(step.name, step.name),
        value=_value(step),
        changed=words.CHANGED.format(value=_value(before)) if before and changed else "",
        formula=formula(step),
        sources=_sources(step, case, knowledge),
    )


def _value(step: DoseStep) -> str:
    value = step.value
    typical = _DIGITS.format(value.typical)
    unit = labels.unit_of_factor(step.unit)
    unit = f" {unit}" if unit else ""
    if value.low == value.high:
        return f"{typical}{unit}"
    return f"{typical}{unit} ({figures.span(value.low, value.high)})"


def formula(step: DoseStep) -> str:
    """What a factor is, in a sentence: that of the longest beginning of its name."""
    return words.FORMULA[max((start for start in words.FORMULA if step.name.startswith(start)), key=len)]


def _sources(step: DoseStep, case: Case, knowledge: Knowledge) -> str:
    """Links to the parameter with its formula, then to the rows that it came from."""
    parameter = _parameter(step.evidence, case.exam.id, knowledge)
    ids = [*([parameter] if parameter else []), *(id for id in step.evidence if id != parameter)]
    rows = [_link(id, knowledge) for id in ids[:_ROWS_SHOWN]]
    if not rows:
        return ""
    listed = ", ".join(rows)
    more = len(ids) - _ROWS_SHOWN
    return words.SOURCES.format(rows=words.MORE_ROWS.format(rows=listed, count=more) if more > 0 else listed)


@cache
def _parameter(rows: tuple[str, ...], exam: str, knowledge: Knowledge) -> str | None:
    """The parameter of data/dose_model.toml that a factor is, told by the rows that it came from."""
    found = [name for name, each in knowledge.dose.parameters.items() if rows and each.rows == rows]
    return next((name for name in found if name.endswith(exam)), found[0] if found else None)


def _link(id: str, knowledge: Knowledge) -> str:
    kind = RowKind.SOURCE if id in knowledge.sources else RowKind.ROW
    table, _, row = id.partition(": ")
    return f"[{row or table}]({evidence_link(kind, row or table)})"


def summary(case: Case) -> str:
    """The pinned settings in one line."""
    setup = case.setup
    told = [
        names.exam(case.exam),
        names.region(case.region).lower() if case.region else "",
        figures.years(case.patient.age_years),
        names.RECEPTOR[setup.receptor] if setup.receptor else "",
        names.BEAM[setup.beam].lower() if setup.beam else "",
        names.FIELD_OF_VIEW[setup.fov].lower() if setup.fov else "",
        *(
            labels.in_unit(name, value)
            for name in (*measured(case.exam.family), "dap_mGycm2")
            if name != "exposure_s" and (value := getattr(setup, name)) is not None
        ),
        figures.seconds(setup.exposure_s) if setup.exposure_s is not None else "",
    ]
    return ", ".join(each for each in told if each)
