"""How good the models are: a sentence a measure, every published value beside the models', studies predicted unseen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from advisor import pages
from advisor.case.vocabulary import Measure
from advisor.charts.predicted import Cell, Value, printed_and_modelled, published_and_predicted
from advisor.evidence import model_words as words
from advisor.evidence.model_sheet import comparison, name, predicted_table, study
from advisor.evidence.shelf import Shelf
from advisor.knowledge import Knowledge
from advisor.pages.evidence import cards, table
from advisor.pages.evidence import words as page_words
from advisor.pages.shared import pictures
from advisor.pages.shared.text import small
from advisor.validation.compared import Compared, share, step_ratio
from advisor.validation.leave_one_out import DoseGroup, Prediction, Told, predicted
from advisor.validation.model_check import check
from advisor.words import names

_PER_CENT: Final = 100.0
_PRODUCTS: Final = (Told.PRODUCT, Told.PRODUCT_AND_FIELD)
_FIRST: Final = (DoseGroup.CBCT, Told.FIELD)
Checked = Mapping[Measure, Sequence[Compared]]


@st.cache_resource(show_spinner=False)
def checked() -> Checked:
    """Worked out once and shared by all visitors."""
    return check(pages.knowledge())


@st.cache_resource(show_spinner=False)
def _predicted() -> tuple[Prediction, ...]:
    """Worked out once and shared by all visitors."""
    return predicted(pages.knowledge())


def models(shelf: Shelf, today: date) -> None:
    """What the models hold and what they miss; then one comparison whole."""
    found, technique = checked(), shelf.knowledge.technique
    st.markdown(words.INTRO.format(step=step_ratio(technique.timer(None))))
    st.markdown("\n".join(_line(measure, compared, shelf) for measure, compared in found.items()))
    measure = st.selectbox(
        words.PICK,
        tuple(found),
        format_func=lambda each: words.MEASURE[each],
        key="evidence_measure",
        persist_state="session",
    )
    if measure is Measure.REGION:
        _by_chart(found[measure], shelf)
    sheet = comparison(measure, found[measure], shelf.knowledge)
    table.show(sheet, sheet.rows, shelf, sheet.id)
    _doses(shelf.knowledge)


def _line(measure: Measure, compared: Sequence[Compared], shelf: Shelf) -> str:
    units = shelf.knowledge.units
    charts = {each.document for each in compared if each.document in units}
    says = words.SAYS[measure].format(
        held=_held(compared),
        charts=len(charts),
        makers=len({units[unit].maker for unit in charts}),
        age=shelf.knowledge.technique.usual.chart_child_age_years,
    )
    if measure is Measure.REGION:
        left_open = {name for name, exam in shelf.knowledge.by_exam.items() if exam.charts_leave_view_open}
        says += words.PLAIN.format(held=_held(each for each in compared if each.exam not in left_open))
    return words.LINE.format(measure=words.MEASURE[measure], says=says)


def _held(compared: Iterable[Compared]) -> str:
    told = [each for each in compared if each.held is not None]
    part = (share(told) or 0.0) * _PER_CENT
    return words.HELD.format(held=sum(each.held is True for each in told), count=len(told), share=part)


def _by_chart(compared: Sequence[Compared], shelf: Shelf) -> None:
    """The same share for each chart, and what could not be compared."""
    units = shelf.knowledge.units
    of_chart = {unit: [each for each in compared if each.document == unit] for unit in units}
    st.markdown(f"**{words.CHARTS}**")
    st.markdown(
        "\n".join(
            words.CHART.format(chart=units[unit].label, held=_held(told)) for unit, told in of_chart.items() if told
        )
    )
    cells = [
        Cell(names.exam_by_id(each.exam or ""), each.printed.typical, each.model.typical, each.held)
        for each in compared
        if each.model and each.held is not None
    ]
    st.caption(pictures.show(printed_and_modelled(cells, pictures.ink())).alternative)
    small(words.NOT_COMPARED.format(count=sum(each.held is None for each in compared)))


def _doses(knowledge: Knowledge) -> None:
    """The table of figures, then the picture of one line of it."""
    found = _predicted()
    st.header(words.DOSES_TITLE, anchor=False)
    st.markdown(words.DOSES_INTRO)
    figures = predicted_table(found, knowledge)
    if table.grid_wanted():
        st.dataframe(figures, hide_index=True)
    else:
        cards.facts(figures)
    kinds = list(dict.fromkeys((each.exam, each.told) for each in found))
    picked = st.selectbox(
        words.DOSES_PICK,
        kinds,
        index=kinds.index(_FIRST),
        format_func=lambda kind: words.NAME.format(exam=words.EXAM[kind[0]], told=words.TOLD[kind[1]]),
        key="evidence_predicted",
        persist_state="session",
    )
    _picture([each for each in found if (each.exam, each.told) == picked], knowledge)


def in_short(knowledge: Knowledge) -> None:
    """One sentence for times, one for doses, and one line of the figures as a picture."""
    times = [each for each in checked()[Measure.REGION] if each.held is not None]
    st.markdown(page_words.TIMES_HELD.format(held=sum(each.held is True for each in times), count=len(times)))
    found = _predicted()
    held = sum(each.model.low <= each.printed <= each.model.high for each in found)
    st.markdown(page_words.DOSES_HELD.format(held=held, count=len(found)))
    _picture([each for each in found if (each.exam, each.told) == _FIRST], knowledge)


def _picture(found: Sequence[Prediction], knowledge: Knowledge) -> None:
    values = [_value(each, knowledge) for each in found]
    unit = words.PER_PRODUCT if found[0].told in _PRODUCTS else words.DOSE_UNIT
    picture = pictures.show(published_and_predicted(name(found[0]), values, unit, pictures.ink()))
    st.caption(f"{picture.alternative} {words.PICTURE_HELP}")
    opened = st.expander(words.DOSES_NUMBERS, type="compact", on_change="rerun", key="evidence_predicted_numbers")
    if opened.open:
        with opened:
            st.table(pictures.upright(picture.table), hide_index=True)
            pictures.download(picture.csv_text, picture.name, key="evidence_predicted_csv")


def _value(each: Prediction, knowledge: Knowledge) -> Value:
    model = each.model
    return Value(study(each.source, knowledge), each.printed, model.low, model.typical, model.high)
