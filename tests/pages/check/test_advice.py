"""Age and image alone: what to do in every step, and who says so; nothing is put off until more is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from advisor import advise, read_case
from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.case.vocabulary import Step, Verdict
from advisor.knowledge import Knowledge
from advisor.pages.check import advice, advice_words, changes, dose, headline, headline_words
from advisor.words import figures
from tests.pages.app import whole_app
from tests.patience import PATIENCE_S
from tests.strategies import EXAMS

NOW: Mapping[str, str] = {"on": "2026-11-28"}
AGES = (1, 4, 7, 12, 16, 30)
SOME_PLACES = ("US", "US-NY", "GB", "DE", "WORLD")
UNWANTED = ("cannot tell", "needs:", "not told", "Not enough")


def told(knowledge: Knowledge, exam: str, age: float, place: str = "US") -> Report:
    case = {**NOW, "place": place, "patient": {"age_years": age}, "exam": exam}
    return advise(read_case(case, knowledge), knowledge)


def lines(report: Report) -> dict[Step, str]:
    return {step.step: advice.line(step, report) for step in report.steps}


def opened(root: Path, **facts: str) -> AppTest:
    at = AppTest.from_file(str(root / "app.py"), default_timeout=PATIENCE_S)
    for name, value in facts.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    parts = [*at.title, *at.header, *at.markdown, *at.caption, *at.info]
    return "\n".join([str(part.value) for part in parts] + [box.label for box in at.expander])


@pytest.mark.parametrize("exam", EXAMS)
@pytest.mark.parametrize("place", SOME_PLACES)
def test_every_open_step_says_what_to_do(knowledge: Knowledge, exam: str, place: str) -> None:
    """An imperative with who says so; the headline has a verb or says whose judgement it is."""
    for age in AGES:
        report = told(knowledge, exam, age, place)
        said = lines(report)

        for step in report.steps:
            assert bool(said[step.step]) is (step.verdict is Verdict.CANNOT_TELL)
            assert not any(each in said[step.step] for each in UNWANTED)
            assert not said[step.step] or re.search(r"badge\[|: [A-Z]", said[step.step]), said[step.step]
        assert advice.headline(report).endswith((".", ":"))


def test_each_line_names_who_says_it(knowledge: Knowledge) -> None:
    said = lines(told(knowledge, "bitewing", 7))

    assert said[Step.RECEPTOR].startswith("Sensor, plate, F or E film.")
    assert "[IG 14]" in said[Step.RECEPTOR]
    assert "ADA 24: sensor or plate." in said[Step.RECEPTOR]
    assert said[Step.SHIELD].startswith("On: IG 14")
    assert said[Step.SHIELD].endswith("Off: ADA 24, AAOMR 23")
    assert "low risk 12–24" in said[Step.SELECT]
    assert "[ADA/FDA 12]" in said[Step.SELECT]


def test_a_chip_of_an_undated_document_has_no_year(knowledge: Knowledge) -> None:
    """Over every statement there is: IAEA, not IAEA None; a year has two figures."""
    spoken = [statement for edition in knowledge.editions for statement in edition.statements]
    for statement in spoken:
        shown = advice.chip(statement)
        year = shown.removeprefix(advice_words.ISSUER_SHORT.get(statement.issuer, statement.issuer))

        assert year == ("" if statement.year is None else f" {statement.year % 100:02d}"), statement.id
    assert any(statement.year is None for statement in spoken)


def test_a_share_of_the_adult_time_is_nobodys_but_the_campaigns(knowledge: Knowledge) -> None:
    """IAEA's bound of a second is no advice on the size of a child."""
    share = lines(told(knowledge, "bitewing", 7))[Step.CHILD_SIZE].split("Use 60")[0]

    assert "of your adult time" in share
    assert "IAEA" not in share


def test_no_verb_is_put_into_the_mouth_of_nobody(knowledge: Knowledge) -> None:
    """Where no text on selecting adults' images is kept, the headline quotes none."""
    assert "only if needed" not in advice.headline(told(knowledge, "periapical", 30, "AU"))


@pytest.mark.parametrize("exam", EXAMS)
def test_settings_of_which_nobody_speaks_are_not_said_to_be_as_advised(knowledge: Knowledge, exam: str) -> None:
    """For adults little is kept in most places: silence is no praise."""
    for place in knowledge.places:
        report = told(knowledge, exam, 35, place)
        said = headline.headline(report, agreed(report, knowledge))

        assert not said.acts.startswith("Set as advised")
        assert said.short
        assert said.short != headline_words.NOTHING


def test_the_headline_names_the_step_that_comes_first(knowledge: Knowledge) -> None:
    """Once something is told of the visit."""
    case = {**NOW, "place": "US", "patient": {"age_years": 12}, "exam": "cbct"}
    done = {"indication": "impacted_canine", "clinical_exam_done": True, "earlier_images_checked": True}
    open_one, settled = (
        advise(read_case({**case, "visit": {**done, "two_d_insufficient": flat}}, knowledge), knowledge)
        for flat in (None, True)
    )

    assert advice.headline(open_one) == "CBCT, 12 years: step 3 first, then set:"
    assert advice.headline(settled) == "CBCT, 12 years: set:"


def test_no_step_comes_first_of_which_nobody_speaks_and_an_adult_has_no_child_size(knowledge: Knowledge) -> None:
    told_of_visit = {"clinical_exam_done": True, "earlier_images_checked": True, "two_d_insufficient": True}
    case = {**NOW, "place": "WORLD", "patient": {"age_years": 35}, "exam": "bitewing", "visit": told_of_visit}
    report = advise(read_case({**case, "setup": {"receptor": "sensor", "beam": "rectangular"}}, knowledge), knowledge)

    assert report.steps[0].verdict is Verdict.UNADDRESSED
    assert advice.headline(report) == "Bitewing, 35 years: you decide, then set:"
    assert advice.short(report) == "Open: 6 Exposure"


@pytest.mark.parametrize(("exam", "place"), [("bitewing", "US"), ("panoramic", "GB"), ("cbct", "US")])
def test_the_page_advises_on_age_and_image_alone(root: Path, exam: str, place: str) -> None:
    at = opened(root, exam=exam, place=place, age_years="9", **NOW)

    assert not any(each in text(at) for each in UNWANTED)
    assert re.search(r"only if (needed|flat images are not enough)", at.title[0].value)
    assert "As advised: **" in text(at)


@pytest.mark.parametrize(("exam", "name"), [("panoramic", "if_taken"), ("bitewing", "as_advised")])
def test_no_dose_is_called_as_advised_where_another_image_answers_better(
    knowledge: Knowledge, exam: str, name: str
) -> None:
    visit = {"kind": "symptoms", "clinical_exam_done": True, "earlier_images_checked": True, "indication": "caries"}
    case = {**NOW, "place": "US", "patient": {"age_years": 35}, "exam": exam, "visit": visit}

    assert dose.advised(advise(read_case(case, knowledge), knowledge)) == name


def test_what_is_told_is_judged_and_the_rest_still_advised(root: Path) -> None:
    at = opened(root, exam="bitewing", place="US", age_years="7", receptor="film_d", beam="round", **NOW)

    assert at.title[0].value == "Change to F film; use the rectangular collimator."
    assert "D film → F film" in text(at)
    assert "F film · Rectangular" in text(at)
    assert "Set 67 %" in text(at)


def test_under_wait_no_filled_button_asks_to_image(root: Path) -> None:
    """Only the step that says wait is shown, until somebody images anyway."""
    visit = {"visit_kind": "recall", "clinical_exam_done": "false"}
    at = opened(root, exam="bitewing", place="US", age_years="7", receptor="film_d", beam="round", **visit, **NOW)

    assert at.title[0].value.startswith("Wait")
    assert "**Wait**" in text(at).splitlines()
    assert not [button for button in at.button if button.proto.type == "primary"]
    assert [box.label.partition("**")[2].partition("**")[0] for box in at.expander if "**" in box.label] == ["1 Select"]

    at.button(key="check_why_wait").click().run()
    assert at.session_state["check_step_select"] is True

    at.button(key="check_image_anyway").click().run()
    assert at.title[0].value.startswith("Wait")
    assert "D film → F film" in text(at)
    assert {"**Wait**", "F film · Rectangular"} & set(text(at).splitlines()) == {"F film · Rectangular"}
    assert not [button for button in at.button if button.proto.type == "primary"]


def test_an_image_made_anyway_is_still_advised(root: Path) -> None:
    """With nothing told of the unit, the foot says what there is to set."""
    visit = {"visit_kind": "recall", "clinical_exam_done": "false"}
    at = opened(root, exam="bitewing", place="US", age_years="7", **visit, **NOW)
    at.button(key="check_image_anyway").click().run()

    assert "**Wait**" not in text(at).splitlines()
    assert "Sensor, plate, F or E film · rectangular · 67 % of adult time" in text(at).splitlines()


def test_a_step_that_the_browser_holds_open_is_drawn_open_in_a_new_session(root: Path) -> None:
    """At once and once: the browser knows sooner than the session that it is open."""
    told = {"exam": "bitewing", "place": "US", "age_years": "7", **NOW}
    receptor = next(box for box in opened(root, **told).expander if "**2 Receptor**" in box.label)
    at = whole_app()
    at.query_params.update(told)
    at._run(WidgetStates(widgets=[WidgetState(id=receptor.proto.id, bool_value=True)]))

    assert not at.exception
    assert "**Receptor.**" in text(at)


def test_another_patient_is_asked_anew_whether_to_image(root: Path) -> None:
    visit = {"visit_kind": "recall", "clinical_exam_done": "false"}
    at = opened(root, exam="bitewing", place="US", age_years="7", **visit, **NOW)
    at.button(key="check_image_anyway").click().run()
    at.number_input(key="check_age_years").set_value(9.0).run()

    assert at.button(key="check_image_anyway")


def test_one_interval_is_no_span(knowledge: Knowledge) -> None:
    """Every 12 months, not every 12 to 12."""
    said = lines(told(knowledge, "bitewing", 30, "GB"))[Step.SELECT]

    assert "moderate risk 12, low risk 24" in said


SLOW = {"receptor": "film_d", "beam": "round", "kV": 60, "mA": 7, "exposure_s": 0.4}


@pytest.mark.parametrize(
    ("setup", "acts", "short"),
    [
        (
            SLOW,
            "Change to F film; use the rectangular collimator; set 0.10 s.",
            "F film · Rectangular · 0.10 s",
        ),
        ({**SLOW, "receptor": "film_f", "beam": "rectangular"}, "Set 0.10 s.", "0.10 s"),
        ({**SLOW, "exposure_s": 0.25}, "Change to F film and set 0.10 s; use the rectangular collimator.", None),
    ],
    ids=["all", "time alone", "time is well for what is set"],
)
def test_a_headline_names_one_time(
    knowledge: Knowledge, setup: dict[str, object], acts: str, short: str | None
) -> None:
    """The one that is set in the end: a faster film's, and not that of the slow film too."""
    case = {**NOW, "place": "GB", "patient": {"age_years": 8}, "exam": "bitewing", "setup": setup}
    report = advise(read_case(case, knowledge), knowledge)
    said = headline.headline(report, agreed(report, knowledge))

    assert said.acts == acts
    assert said.short == (short or said.short)
    assert len(set(re.findall(r"0\.\d+ s", said.acts + said.short))) == 1


@pytest.mark.parametrize("age", [8, 35])
@pytest.mark.parametrize("kV", [50, 65, 75, 80])
@pytest.mark.parametrize("receptor", ["film_d", "film_f", "sensor"])
@pytest.mark.parametrize("exposure_s", [0.1, 0.2, 0.4])
def test_the_time_of_a_headline_is_the_one_in_the_end_with_its_voltage(
    knowledge: Knowledge, age: int, kV: int, receptor: str, exposure_s: float
) -> None:
    """A changed voltage brings another time, and a time without the voltage that it is for would be the wrong one."""
    setup = {**SLOW, "receptor": receptor, "kV": kV, "exposure_s": exposure_s}
    case = {**NOW, "place": "US-WA", "patient": {"age_years": age}, "exam": "periapical", "setup": setup}
    report = advise(read_case(case, knowledge), knowledge)
    plan = agreed(report, knowledge)
    said, then = headline.headline(report, plan), plan.case.setup
    together = changes.settings_to_make(plan)

    assert all(getattr(then, name) == value for name, value in together.items())
    for text in (said.acts, said.short) if "exposure_s" in together else ():
        assert re.findall(r"\d\.\d+ s", text) == [figures.seconds(then.exposure_s or 0.0)]
        assert (f"{then.kV:g} kV" in text) is (then.kV != kV)


@pytest.mark.parametrize(("place", "short"), [("GB", "Collar on"), ("US", "Open: 5 Shield")])
def test_the_foot_says_what_is_left_to_set(knowledge: Knowledge, place: str, short: str) -> None:
    """Not the name of a step alone, unless issuers disagree on it."""
    setup = {"receptor": "film_f", "beam": "rectangular", "kV": 60, "mA": 7, "exposure_s": 0.1}
    case = {**NOW, "place": place, "patient": {"age_years": 8}, "exam": "bitewing", "setup": setup}
    report = advise(read_case(case, knowledge), knowledge)

    assert headline.headline(report, agreed(report, knowledge)).short == short
