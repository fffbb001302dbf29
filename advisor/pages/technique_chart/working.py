"""How the times of a chart were worked out: rows by region, for the air kerma and for the sizes, each with its link."""

from collections.abc import Iterator, Sequence
from typing import Final

import streamlit as st

from advisor.evidence import row_ids, with_links
from advisor.knowledge import Knowledge
from advisor.pages.technique_chart import words
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.chart import ChartLine, TechniqueChart
from advisor.technique_chart.in_words import line_name, patient
from advisor.words import names

_OUTPUT: Final = ("own_output", "reference_output")  # of the tube: measured by the practice, or usual


def show(charts: Sequence[TechniqueChart], knowledge: Knowledge) -> None:
    """The first chart region by region; of a second one, what its receptor changes."""
    opened = st.expander(words.WORKING, type="compact", on_change="rerun", key="technique_working")
    if not opened.open:
        return
    first, *others = charts
    with opened:
        for said in (*_regions(first), *(_receptor(chart) for chart in others), *_all(first, knowledge)):
            st.markdown(with_links(said, row_ids(knowledge)))


def _regions(chart: TechniqueChart) -> Iterator[str]:
    """What all regions share, once; then each region's own."""
    shared = _shared(chart)
    yield _line(words.WORKING_ALL, shared)
    for line in chart.lines:
        own = [each for each in _evidence(line) if each not in shared]
        if own:
            yield _line(line_name(line), own)


def _receptor(chart: TechniqueChart) -> str:
    return _line(names.RECEPTOR[chart.receptor] if chart.receptor else words.WORKING_ALL, _shared(chart))


def _all(chart: TechniqueChart, knowledge: Knowledge) -> Iterator[str]:
    cited, measured = knowledge.technique.cited, chart.unit.setup.output_mGy_per_mAs is not None
    output = cited[_OUTPUT[0] if measured else _OUTPUT[1]]
    yield _line(words.KERMA, [words.OUTPUT_MEASURED if measured else words.OUTPUT_USUAL, output, words.SPECTRA])
    doses = dict.fromkeys(cell.at_receptor.rows for line in chart.lines for cell in line.cells if cell.at_receptor.rows)
    if doses:
        yield _line(words.AT_RECEPTOR, list(doses))
    sizes = [words.SIZE.format(patient=patient(each), age=each.age_years) for each in chart.columns if each.size]
    yield _line(words.SIZES, [*sizes, words.SIZES_ARE])


def _line(what: str, evidence: Sequence[str]) -> str:
    return words.WORKING_LINE.format(region=what, evidence=chart_words.BETWEEN.join(evidence))


def _shared(chart: TechniqueChart) -> list[str]:
    first, *others = (_evidence(line) for line in chart.lines)
    return [each for each in first if all(each in other for other in others)]


def _evidence(line: ChartLine) -> list[str]:
    return list(dict.fromkeys(each for cell in line.cells for each in cell.exposure.evidence))
