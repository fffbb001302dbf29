"""The bench of the dose: every slider answers, the formula is the dose, nothing goes the wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import prod
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import read_case
from advisor.case.model import Range
from advisor.case.vocabulary import Basis, Family
from advisor.charts.learn import range_bar
from advisor.charts.picture import BLUE, VERMILION
from advisor.evidence import RowKind
from advisor.evidence.published import load_published
from advisor.evidence.shelf import Shelf, shelf
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.learn import bench_factors
from advisor.pages.learn import bench_words as words
from advisor.pages.learn.bench import ADVISED, BY_HAND
from advisor.physics import dose
from advisor.physics.factors import factors
from advisor.physics.spread import product
from advisor.student import bench
from advisor.student.bench_tasks import TASKS, Asks, answer
from advisor.words import figures
from tests.pages.app import page_of, ran, text
from tests.strategies import EXAMS, INTRAORAL, ONE_A_FAMILY
from tests.words.test_words import FORBIDDEN

FAMILY = {
    Family.INTRAORAL: INTRAORAL,
    Family.PANORAMIC: ("panoramic",),
    Family.CEPHALOMETRIC: ("cephalometric_lateral",),
    Family.CBCT: ("cbct",),
}
BENCHES = [(exam, basis) for family, exams in FAMILY.items() for exam in exams for basis in bench.ASKED[family]]
OF_FAMILIES = [(exam, basis) for exam, basis in BENCHES if exam in ONE_A_FAMILY]  # exams of a family have one form
RISING = ("exposure_s", "mA", "kV", "images", "dap_mGycm2")
FALLING = ("cone_cm", "filtration_mmAl")
AS_SET = ("tube current", "exposure time", "images", "dose-area product", "displayed dose-area product")
LINK = re.compile(r"\[([^\]]+)\]\(evidence\?(\w+)=([^)]+)\)")


def _script() -> None:
    from advisor import pages
    from advisor.pages.learn.bench import explore

    explore(pages.knowledge())


def _parts() -> None:
    import streamlit as st

    from advisor import pages
    from advisor.pages.learn.bench import explore

    if st.radio("part", ("explore", "other"), key="part") == "explore":
        explore(pages.knowledge())


def opened(exam: str = "bitewing", basis: Basis | None = None, age_years: float | None = None) -> AppTest:
    at = page_of(_script)
    at.session_state["explore_exam"] = exam
    if basis is not None:
        family = next(family for family, bases in FAMILY.items() if exam in bases)
        at.session_state[f"explore_{family}_basis"] = basis
    if age_years is not None:
        at.session_state["explore_age_years"] = age_years
    at.run()
    assert not at.exception
    return at


def slider(at: AppTest, name: str) -> Any:
    return next(each for each in at.select_slider if each.key.endswith(f"_{name}"))


def choice(at: AppTest, name: str) -> Any:
    return next(each for each in at.button_group if each.key.endswith(f"_{name}"))


def shown_dose(at: AppTest) -> str:
    return next(each.value for each in at.markdown if str(each.value).startswith("Now **"))


def test_a_choice_of_which_a_browser_tells_nothing_begins_again() -> None:
    """No touch can take one back; what is sent by hand can."""
    at = opened()
    for name in [each.key for each in at.button_group]:
        first = at.button_group(key=name).value

        ran(at.button_group(key=name).set_value(None))

        assert at.button_group(key=name).value == first, name


@pytest.mark.parametrize(("exam", "basis"), OF_FAMILIES)
def test_every_slider_may_go_to_both_its_ends(exam: str, basis: Basis) -> None:
    """With a dose, or with the reader's own sentence where no unit is set so."""
    at = opened(exam, basis)
    for name in [each.key for each in at.select_slider]:
        for end in (0, -1):
            control = at.select_slider(key=name)
            before = control.value
            at = control.set_value(bench_value(control, end)).run()

            assert not at.exception
            assert at.error or "µSv" in shown_dose(at) or "mSv" in shown_dose(at)
            at.select_slider(key=name).set_value(before)


def bench_value(control: Any, end: int) -> float:
    return float(control.options[end])


@pytest.mark.parametrize(("exam", "basis"), OF_FAMILIES)
def test_every_choice_is_answered(exam: str, basis: Basis, knowledge: Knowledge) -> None:
    noun = knowledge.by_exam[exam]
    at = opened(exam, basis)
    offered = {name: bench.choices(name, noun) for name in {"receptor", "beam", "collar", "programme"}}
    offered |= {"region": tuple(region.id for region in noun.regions), "time": (BY_HAND, ADVISED)}
    for name, options in offered.items():
        for option in options if any(each.key.endswith(f"_{name}") for each in at.button_group) else ():
            at = choice(at, name).set_value(option).run()

            assert not at.exception
            assert "µSv" in shown_dose(at)


def along(name: str, exam: str, basis: Basis, knowledge: Knowledge) -> Iterator[float]:
    """The typical doses along a slider, from one end to the first refused setting."""
    noun = knowledge.by_exam[exam]
    start = bench.start(noun, knowledge)
    for value in bench.scale(name, noun, knowledge):
        told = bench.case(noun, basis, {**start, name: value}, knowledge)
        try:
            yield dose.effective_dose(read_case(told, knowledge), knowledge.dose).typical
        except Refusal:
            return


@pytest.mark.parametrize(("exam", "basis"), BENCHES)
def test_more_of_a_thing_never_gives_the_opposite(exam: str, basis: Basis, knowledge: Knowledge) -> None:
    """More seconds, mA, kV, images, displayed product: never less. A longer cone, more filtration: never more."""
    asked = bench.ASKED[knowledge.by_exam[exam].family][basis]
    for name in {*RISING, *FALLING} & set(asked):
        doses = list(along(name, exam, basis, knowledge))
        assert len(doses) > 1
        for one, other in pairwise(doses):
            assert (one <= other * (1 + 1e-9)) if name in RISING else (other <= one * (1 + 1e-9)), name


@pytest.mark.parametrize(("exam", "basis"), BENCHES)
@pytest.mark.parametrize("age_years", [5.0, 18.0])
def test_the_factors_multiply_to_the_dose(exam: str, basis: Basis, age_years: float, knowledge: Knowledge) -> None:
    """Typical value and both ends, for every basis; a basis rests on what it says."""
    noun = knowledge.by_exam[exam]
    settings = {**bench.start(noun, knowledge), "age_years": age_years, "collar": True}
    case = read_case(bench.case(noun, basis, settings, knowledge), knowledge)
    estimate = dose.estimate(case, knowledge.dose)
    together, expected = (
        product([s.value for s in factors(case, estimate, knowledge.dose)]),
        estimate.effective_dose_uSv,
    )

    assert estimate.basis is basis
    assert (together.low, together.typical, together.high) == pytest.approx(
        (expected.low, expected.typical, expected.high)
    )


@pytest.mark.parametrize(
    "setup",
    [
        {"mA": 7, "exposure_s": 0.2, "output_mGy_per_mAs": 0.9},
        {"kV": 60, "mA": 7, "exposure_s": 0.2},
        {"kV": 65, "mA": 7, "exposure_s": 0.2, "beam": "rectangular", "filtration_mmAl": 2.5},
    ],
)
def test_settings_that_the_bench_always_tells_may_be_untold(setup: dict[str, object], knowledge: Knowledge) -> None:
    """A measured output, a cone, beam or filtration that nobody told: the factors are still the dose."""
    case = read_case({"patient": {"age_years": 9}, "exam": "periapical", "setup": setup}, knowledge)
    estimate = dose.estimate(case, knowledge.dose)
    together = product([step.value for step in factors(case, estimate, knowledge.dose)])

    assert together.low == pytest.approx(estimate.effective_dose_uSv.low)
    assert together.high == pytest.approx(estimate.effective_dose_uSv.high)


@pytest.mark.parametrize(("exam", "basis"), BENCHES)
def test_the_formula_on_the_page_is_the_dose_on_the_page(exam: str, basis: Basis, shelved: Shelf) -> None:
    """Its numbers, as printed, multiply to the dose of the sentence above; every factor leads to its rows."""
    at = opened(exam, basis, age_years=6.0)
    [line] = [str(each.value) for each in at.markdown if str(each.value).startswith("Effective dose = ")]
    numbers, said = re.fullmatch(r"Effective dose = (.*) = \*\*(.*)\*\*\.", line).groups()  # type: ignore[union-attr]
    value = prod(float(number) for number in numbers.split(words.TIMES_SIGN))
    typical = float(re.match(r"about ([\d.]+)", said).group(1))  # type: ignore[union-attr]
    listed = next(str(each.value) for each in at.markdown if str(each.value).startswith("- **"))

    assert said in shown_dose(at)
    assert figures.rounded(value) == pytest.approx(typical, rel=0.11)
    assert all(shelved.find(RowKind(kind), id) for _, kind, id in LINK.findall(listed))
    for entry in listed.removeprefix("- **").split("\n- **"):
        name = entry.split("**")[0]
        assert LINK.search(entry) or name in AS_SET, name


@pytest.fixture(scope="module")
def shelved(knowledge: Knowledge) -> Shelf:
    return shelf(knowledge, load_published())


def test_a_sentence_stands_for_every_factor(knowledge: Knowledge) -> None:
    """Also for those of cases that the bench cannot make, such as a beam or a collar that nobody told."""
    for exam in EXAMS:
        for setup in ({}, {"dap_mGycm2": 100}, {"collar": True}):
            for age in (6, 40):
                case = read_case({"patient": {"age_years": age}, "exam": exam, "setup": setup}, knowledge)
                for step in dose.estimate(case, knowledge.dose).steps:
                    assert bench_factors.formula(step).endswith(".")


def test_a_pinned_setting_stays_while_the_bench_moves() -> None:
    """Twice the pinned time gives twice the dose, said as a factor; the pin is named."""
    at = opened()
    slider(at, "exposure_s").set_value(0.2).run()
    at.button(key="explore_pin").click().run()

    assert words.SAME in text(at)

    slider(at, "exposure_s").set_value(0.4).run()

    assert words.TIMES.format(factor="2") in text(at)
    assert "pinned 0.2 s" in text(at)
    assert re.search(r"Pinned: Bitewing, .*0\.20 s", text(at))


def test_back_to_start_takes_back_everything(knowledge: Knowledge) -> None:
    at = opened()
    start = slider(at, "kV").value
    slider(at, "kV").set_value(70.0).run()
    at.button(key="explore_pin").click().run()
    at.button(key="explore_start").click().run()

    assert not at.exception
    assert slider(at, "kV").value == start
    assert words.SAME in text(at)


def test_settings_stay_while_another_exam_is_looked_at() -> None:
    """A periapical image has the bitewing's kV; the bitewing has its own time when it is back."""
    at = opened()
    slider(at, "kV").set_value(70.0).run()
    slider(at, "exposure_s").set_value(0.1).run()
    choice(at, "exam").set_value("periapical").run()

    assert slider(at, "kV").value == 70.0

    choice(at, "exam").set_value("bitewing").run()

    assert slider(at, "exposure_s").value == 0.1


def test_the_bench_stays_as_it_was_while_another_part_is_open() -> None:
    """Settings and pin: until the session ends."""
    at = page_of(_parts).run()
    slider(at, "kV").set_value(70.0).run()
    at.button(key="explore_pin").click().run()
    at.radio(key="part").set_value("other").run()

    assert not at.select_slider

    at.radio(key="part").set_value("explore").run()

    assert not at.exception
    assert slider(at, "kV").value == 70.0
    assert re.search(r"Pinned: Bitewing, .*70 kV", text(at))


def test_a_sensor_saves_nothing_at_the_time_of_film() -> None:
    """The trap that surveys find: only with the time as advised does the receptor change the dose."""
    at = opened()
    by_hand = shown_dose(at)
    choice(at, "receptor").set_value("sensor").run()

    assert shown_dose(at) == by_hand

    choice(at, "time").set_value(ADVISED).run()

    assert shown_dose(at) != by_hand
    assert "Time as advised" in text(at)
    assert not [each for each in at.select_slider if each.key.endswith("_exposure_s")]


def test_what_no_unit_gives_is_refused_in_the_readers_words(knowledge: Knowledge) -> None:
    """The same sentence as on the Check page and the command line; moving back brings the dose again."""
    at = opened()
    for name in ("kV", "mA", "exposure_s"):
        control = slider(at, name)
        at = control.set_value(bench_value(control, -1)).run()
    noun = knowledge.by_exam["bitewing"]
    settings = {
        n: at.session_state[
            f"explore_bitewing_{n}" if n in ("region", "exposure_s", "images") else f"explore_intraoral_{n}"
        ]
        for n in ("region", "exposure_s", "images", "kV", "mA", "cone_cm", "filtration_mmAl", "receptor", "beam")
    }
    settings |= {"age_years": 18.0, "collar": False}
    with pytest.raises(Refusal) as refused:
        read_case(bench.case(noun, Basis.CALCULATED, settings, knowledge), knowledge)

    assert not at.exception
    assert refused.value.remedy in at.error[0].value
    assert at.button(key="explore_pin").disabled

    at = slider(at, "mA").set_value(0.5).run()

    assert not at.error


def test_the_questions_are_asked_and_not_answered() -> None:
    """Each in words, with a reason for afterwards; none of it is forbidden, no number is the answer."""
    asked = "\n".join((*words.QUESTIONS, *words.REASONS))
    shown = text(opened())

    assert len(words.QUESTIONS) == len(words.REASONS) == len(TASKS) >= 8
    assert all("?" in question and question in shown for question in words.QUESTIONS)
    assert not [phrase for phrase in FORBIDDEN if re.search(phrase, asked, re.IGNORECASE)]
    assert not [reason for reason in words.REASONS if reason in shown]


@pytest.mark.parametrize("task", TASKS, ids=words.QUESTIONS)
def test_exactly_one_answer_of_a_question_is_right(task: Any, knowledge: Knowledge) -> None:
    """By the engine: a dose near one rung and far from the next, or the one factor that the change moves."""
    told = answer(task, knowledge)

    assert told.right in told.offered
    assert len(set(told.offered)) == len(told.offered) > 1
    if task.asks is Asks.TIMES:
        assert isinstance(told.right, float)
        assert 0.85 < told.times / told.right < 1.18
    elif task.asks is Asks.FACTOR:
        assert moved(task, knowledge) == [told.right]


def moved(task: Any, knowledge: Knowledge) -> list[str]:
    noun = knowledge.by_exam[task.exam]
    start = {**bench.start(noun, knowledge), **task.start}
    before, after = (
        {step.name: step.value for step in factors(case, dose.estimate(case, knowledge.dose), knowledge.dose)}
        for case in (
            read_case(bench.case(noun, Basis.CALCULATED, {**start, **change}, knowledge), knowledge)
            for change in ({}, task.after)
        )
    )
    return [name for name, value in after.items() if before.get(name) != value]


def test_the_numbers_behind_the_bars_are_a_table_and_a_file() -> None:
    """Pinned and now, each with its range."""
    at = opened()
    at.session_state["explore_numbers"] = True
    at.run()

    assert {words.PINNED, "Now"} <= set(at.table[0].value.columns)
    assert at.get("download_button")
    assert at.get("vega_lite_chart")


def answered(at: AppTest, number: int) -> Any:
    return next(each for each in at.button_group if each.key == f"explore_answer_{number}")


def test_a_question_sets_the_bench_up_and_is_ticked_when_answered_right(knowledge: Knowledge) -> None:
    """Exam and settings come with one touch, pinned. Neither a change nor a wrong answer ticks it; the tick stays."""
    right = answer(TASKS[2], knowledge)
    none, one = (words.QUESTIONS_TITLE.format(done=n, count=len(TASKS)) for n in (0, 1))
    at = opened("cbct")
    at.button(key="explore_try_2").click().run()

    assert not at.exception
    assert at.session_state["explore_exam"] == "bitewing"
    assert words.SAME in text(at)

    choice(at, "beam").set_value("rectangular").run()

    assert none in text(at)

    wrong = next(each for each in right.offered if each != right.right)
    at = answered(at, 2).set_value(wrong).run()

    assert words.NOT_RIGHT in text(at)
    assert none in text(at)

    at = answered(at, 2).set_value(right.right).run()

    assert words.REASONS[2] in text(at)
    assert one in text(at)

    at.button(key="explore_next").click().run()

    assert at.session_state["explore_task"] == 0

    at.button(key="explore_start").click().run()

    assert one in text(at)


def test_every_question_can_be_set_up_and_is_not_ticked_by_that() -> None:
    at = opened()
    for number in range(len(TASKS)):
        at.button(key=f"explore_try_{number}").click().run()

        assert not at.exception
        assert not at.error
        assert words.SAME in text(at)

    assert words.QUESTIONS_TITLE.format(done=0, count=len(words.QUESTIONS)) in text(at)


def test_a_chip_is_as_wide_as_its_range() -> None:
    """A half and double fill half of a bar from a quarter to four times; an exact value is a line in its middle."""
    wide, exact = (range_bar(Range(*ends), moved=moved) for ends, moved in (((1, 2, 4), False), ((7, 7, 7), True)))
    found = [re.search(r'x="([\d.-]+)" y="3" width="([\d.]+)"', bar) for bar in (wide, exact)]
    (left, width), (middle, least) = ([float(each) for each in one.groups()] for one in found if one)

    assert width == pytest.approx(120)
    assert left == pytest.approx(60)
    assert least < 5
    assert middle + least / 2 == pytest.approx(120)
    assert BLUE in wide
    assert VERMILION in exact


@pytest.mark.parametrize(("exam", "basis"), BENCHES)
def test_every_factor_has_its_chip_and_every_setting_one_place(exam: str, basis: Basis, knowledge: Knowledge) -> None:
    """In the order of the product, the sliders within; nothing is asked twice."""
    at = opened(exam, basis)
    chips = [str(each.value) for each in at.markdown if re.match(r"(× )?\*\*[^*]+\*\* \d", str(each.value))]
    [line] = [str(each.value) for each in at.markdown if str(each.value).startswith("Effective dose = ")]
    keys = [each.key for each in (*at.select_slider, *at.button_group)]

    assert len(chips) == line.count(words.TIMES_SIGN) + 1
    assert len(keys) == len(set(keys))
    for name in bench.ASKED[knowledge.by_exam[exam].family][basis]:
        assert any(each.endswith(f"_{name}") for each in keys), name
