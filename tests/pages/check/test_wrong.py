"""A number that cannot be is refused on the page, and the field it was told in stands there to be put right."""

from __future__ import annotations

import pytest

from advisor.case.settings import DapUnit
from advisor.case.vocabulary import TimerKind
from advisor.knowledge import Knowledge
from advisor.pages.check import page as check
from advisor.pages.shared import case
from advisor.pages.shared.facts import key
from tests.pages.app import page_of, ran, whole_app

NUMBERS = {
    "periapical": ("kV", "mA", "exposure_s", "cone_cm", "dap_mGycm2"),
    "cbct": ("dap_mGycm2", *case.FIELD_CM),
}


@pytest.mark.parametrize(
    ("told", "name"),
    [({"dap": "20", "dap_unit": "mGycm2"}, "dap"), ({"timer": TimerKind.IMPULSES_60}, "exposure_impulses")],
)
def test_so_can_what_is_told_as_the_unit_shows_it(told: dict[str, str], name: str, knowledge: Knowledge) -> None:
    at = whole_app()
    for fact, value in {"age_years": "30", "exam": "periapical", "place": "US", **told}.items():
        at.query_params[fact] = value
    at.run()
    at.session_state[key(name, knowledge.by_exam["periapical"])] = 99_999.0
    at.run()

    assert at.title[0].value == check.words.REFUSED_TITLE
    assert at.number_input(key=key(name, knowledge.by_exam["periapical"])).value == 99_999.0


def test_each_unit_of_a_display_that_a_link_may_tell_stays_told_where_it_is_asked() -> None:
    """Streamlit forgets what its list does not offer, and with the unit went the product that was told in it."""

    def script() -> None:
        from advisor import pages
        from advisor.pages.check import asks

        asks.show("dap_unit", pages.knowledge().by_exam["periapical"])

    for unit in DapUnit:
        at = page_of(script)
        at.session_state[key("dap_unit")] = f"{unit}"
        at = ran(ran(at))

        assert at.session_state[key("dap_unit")] == unit


@pytest.mark.parametrize("exam", NUMBERS)
def test_what_was_told_wrong_can_be_put_right(exam: str, knowledge: Knowledge) -> None:
    at = whole_app()
    for name, value in {"age_years": "12", "exam": exam, "place": "US"}.items():
        at.query_params[name] = value
    at.run()
    for name in NUMBERS[exam]:
        field = key(name, knowledge.by_exam[exam])
        for others in case.FIELD_CM if name in case.FIELD_CM else ():
            at.session_state[key(others, knowledge.by_exam[exam])] = 8.0
        at.session_state[field] = 99_999.0
        at.run()

        assert at.title[0].value == check.words.REFUSED_TITLE, name
        at.number_input(key=field).set_value(8.0).run()
        at.session_state[field] = None
        at.run()
        assert at.title[0].value != check.words.REFUSED_TITLE, name
