"""The technique chart in a language that nobody speaks: what reaches the reader was looked up when it was drawn."""

from __future__ import annotations

import json
from datetime import date

from advisor.handout.technique_chart import technique_html
from advisor.knowledge import Knowledge
from advisor.language import speaking
from advisor.technique_chart.chart import technique_chart
from advisor.xray_unit.reading import read_unit
from tests.pages.app import page_of, ran, shown
from tests.pseudo import Pseudo, lines_of, unmarked

SURGERY = {
    "name": "Surgery 1",
    "setup": {"unit": "planmeca_intra", "receptor": "sensor", "kV": 63, "mA": 8, "cone_cm": 20},
    "known_good": [{"population": "adult", "region": "mandible_molar", "exposure_s": 0.125}],
    "in_use": [{"population": "child", "region": "mandible_molar", "exposure_s": 0.125}],
    "second_receptor": "psp",
}
NAMES = ("Surgery 1", "Planmeca", "Letter")
OPENED = (
    *("technique_form_open", "technique_keeping", "technique_picture", "technique_check", "technique_change"),
    *("technique_compare", "technique_working", "technique_numbers_technique_times"),
)


def _script() -> None:
    from advisor.language import speaking
    from advisor.pages.technique_chart import page
    from tests.pseudo import Pseudo

    with speaking(Pseudo()):
        page.page()


def test_every_word_of_the_page_is_looked_up(knowledge: Knowledge) -> None:
    """Empty, and with two receptors and every part opened: fields, choices, help, tables and the picture's words."""
    makers = [each.label for each in knowledge.units.values()]
    empty, full = page_of(_script), page_of(_script)
    full.session_state["check_kept"] = {"kept": json.dumps({"version": 2, "unit": "Surgery 1", "units": [SURGERY]})}
    for part in OPENED:
        full.session_state[part] = True

    assert unmarked(shown(ran(empty)), *makers) == []
    assert unmarked(shown(ran(full)), *makers, *NAMES) == []


def test_every_word_of_the_chart_for_the_wall_is_looked_up(knowledge: Knowledge) -> None:
    chart = technique_chart(read_unit(SURGERY, knowledge), knowledge)
    with speaking(Pseudo()):
        sheet = technique_html(chart, knowledge, on=date(2026, 11, 29))

    assert unmarked(lines_of(sheet), *NAMES) == []
