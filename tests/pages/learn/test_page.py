"""The Learn page as a student uses it, without a browser: every lesson right and wrong, an exam, progress kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from advisor import read_case
from advisor.case.vocabulary import Beam, Receptor
from advisor.charts.picture import LIGHT
from advisor.knowledge import Knowledge
from advisor.lessons.answers import MOST_TOUCHES, Factor, Number, Order, Picks, Predicted, Solution, Talk, touches
from advisor.lessons.lesson import ANSWERS
from advisor.lessons.marking import mark, mark_touched, right_rungs, rungs
from advisor.lessons.reading import load_lessons
from advisor.lessons.vocabulary import Direction, LessonStep, Sureness
from advisor.pages.learn import answer_words, brief, exam_words, progress_words, vignette, words
from advisor.pages.learn.brief import MOST_WORDS
from advisor.pages.learn.part import Part
from advisor.pages.learn.report import check_address
from advisor.pages.learn.school import School, school
from advisor.pages.learn.touched import rows, rung_label
from advisor.pages.shared import case
from advisor.student.progress import Progress, read, written
from advisor.student.schedule import NEW_A_DAY, reviewed
from tests.lesson_files import NAMES
from tests.lessons.test_lessons import right_answer, wrong_answer
from tests.pages.app import page_of, ran, text

LESSONS = tuple(name.removeprefix("lessons/").removesuffix(".toml") for name in NAMES)
TODAY = datetime.now(UTC).date()  # the page asks by its own clock


def _script() -> None:
    from advisor.pages.learn import page

    page.page()


@cache
def today() -> School:
    """What is right today, as the page has it."""
    known: School = school(TODAY)
    return known


def opened(**address: str) -> AppTest:
    """The page at an address, in a browser that keeps nothing."""
    at = page_of(_script)
    for name, value in address.items():
        at.query_params[name] = value
    at.session_state["learn_kept"] = {"kept": ""}
    return ran(at)


def touch(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click()
    return ran(at)


def kept(at: AppTest) -> Progress:
    mine: Progress = at.session_state["learn_progress"]
    return mine


def answer(at: AppTest, solution: Solution, key: str, *, right: bool) -> None:
    """Through the widgets that a student uses; the page is run where the next one depends on it."""
    match solution:
        case Picks(several=True):
            wanted = sorted(solution.offered, key=lambda each: each.right is not right)[: len(solution.right)]
            for each in wanted:
                at.checkbox(key=f"{key}_{each.key}").set_value(True)
            ran(at)
        case Picks():
            _pick(at, key, next(each.key for each in solution.offered if each.right is right))
        case Number() | Factor() if any(each.key == f"{key}_rung_0" for each in at.button):
            by_mark = sorted(enumerate(rungs(solution)), key=lambda each: mark_touched(solution, each[1]).score)
            touch(at, f"{key}_rung_{by_mark[-1 if right else 0][0]}")
        case Number(value=value):
            at.number_input(key=key).set_value(value.typical if right else 1000 * value.high)
        case Factor():
            _predict(at, solution, key, right=right)
        case Order(placed=placed):
            for each in placed if right else placed[::-1]:
                if any(button.key == f"{key}_{each.key}" for button in at.button):  # in a lesson the last is left over
                    touch(at, f"{key}_{each.key}")
        case Talk():
            _talk(at, solution, key, right=right)


def _pick(at: AppTest, key: str, chosen: str | int) -> None:
    """A button in a lesson, where one touch answers; a radio in an exam, where it can be changed."""
    if any(each.key == f"{key}_pick_{chosen}" for each in at.button):
        touch(at, f"{key}_pick_{chosen}")
    else:
        at.radio(key=key).set_value(chosen)
        ran(at)


def _predict(at: AppTest, solution: Factor, key: str, *, right: bool) -> None:
    other = Direction.DOWN if solution.direction is Direction.UP else Direction.UP
    direction = solution.direction if right else other
    at.session_state[key] = direction
    ran(at)
    if direction is not Direction.SAME:
        at.number_input(key=f"{key}_times").set_value(max(solution.factor, 1 / solution.factor))


def _talk(at: AppTest, solution: Talk, key: str, *, right: bool) -> None:
    turn: str | None = solution.first
    while turn is not None:
        options = solution.turns[turn].options
        chosen = next(number for number, reply in enumerate(options) if reply.right is right)
        _pick(at, f"{key}_{turn}", chosen)
        turn = options[chosen].next


def played(at: AppTest, lesson: str, *, right: bool) -> AppTest:
    """One lesson from the first question to the last."""
    number = at.session_state["learn_sitting"].number
    solutions = today().worked[lesson].solutions
    for place, solution in enumerate(solutions):
        answer(at, solution, f"learn_{number}_{place}", right=right)
    return at


def test_every_lesson_can_be_answered_today() -> None:
    """None is left out for want of an answer."""
    assert today().left_out == ()
    assert set(today().lessons) == set(LESSONS) == {lesson.id for lesson in load_lessons()}


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_lesson_answered_right(kind: str) -> None:
    """In as many touches as are counted; it comes back in days, and the next one stands on the screen."""
    lesson = one_of(kind)
    at = played(opened(lesson=lesson), lesson, right=True)

    assert answer_words.WRONG not in text(at)
    assert today().lessons[lesson].takeaway in text(at)

    touch(at, "learn_sure_certain")
    card = kept(at).cards[lesson]

    assert card.right
    assert card.due - card.reviewed >= timedelta(days=1)
    assert "comes back" in text(at)
    assert at.session_state["learn_sitting"].lesson != lesson


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_lesson_answered_wrong(kind: str) -> None:
    """What is right is shown all the same; it comes back in the same sitting, and never directly."""
    lesson = one_of(kind)
    at = played(opened(lesson=lesson), lesson, right=False)

    assert answer_words.RIGHT not in text(at)
    assert today().lessons[lesson].takeaway in text(at)

    touch(at, "learn_sure_fairly")
    card = kept(at).cards[lesson]

    assert not card.right
    assert card.due - card.reviewed < timedelta(hours=1)
    assert "minutes" in text(at)
    assert at.session_state["learn_sitting"].lesson != lesson


def one_of(kind: str) -> str:
    """The lesson with the fewest questions that has one with this answer."""
    fit = [each for each in today().lessons.values() if any(question.answer == kind for question in each.questions)]
    return min(fit, key=lambda each: len(each.questions)).id


def _ends() -> None:
    """What is laid beside the answers of every lesson, one below the other."""
    from datetime import UTC, datetime

    import streamlit as st

    from advisor.lessons.marking import mark
    from advisor.pages.learn import practise
    from advisor.pages.learn.school import school
    from tests.lessons.test_lessons import right_answer, wrong_answer

    of_the_day = school(datetime.now(UTC).date())
    for name, worked in of_the_day.worked.items():
        given = [(right_answer if st.session_state["right"] else wrong_answer)(each) for each in worked.solutions]
        marked = tuple((said, mark(each, said)) for each, said in zip(worked.solutions, given, strict=True))
        st.caption(f"LESSON {name}")
        practise.laid_beside(practise.Sitting(name, 1, marked), worked, of_the_day)


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_what_every_lesson_lays_beside_the_answers(right: bool) -> None:
    """Right or not, with each reason, the sources, what to remember, and the engine's report where there is a case."""
    at = page_of(_ends)
    at.session_state["right"] = right
    order = [str(getattr(each, "value", "")) for each in ran(at).main]
    begins = [place for place, told in enumerate(order) if told.startswith("LESSON ")]

    assert len(begins) == len(LESSONS)

    for start, end in zip(begins, [*begins[1:], None], strict=True):
        worked = today().worked[order[start].removeprefix("LESSON ")]
        shown = "\n".join(order[start:end]).replace("\\", "")

        assert shown.count(answer_words.RIGHT) == (len(worked.solutions) if right else 0)
        assert worked.lesson.takeaway in shown
        assert words.SOURCES in shown
        assert all(f"evidence?source={source.id}" in shown for source in worked.lesson.sources)
        assert all(reason in shown for reason in reasons(worked.solutions))
        assert (words.NO_CASE in shown) is (worked.report is None)


def reasons(solutions: tuple[Solution, ...]) -> Iterator[str]:
    for solution in solutions:
        if isinstance(solution, Picks):
            yield from (each.because for each in solution.offered if each.because)


def test_nothing_gives_the_answer_away() -> None:
    """Before the last question is answered, neither the report nor what to remember is on the page."""
    lesson = next(each for each in today().worked.values() if each.report is not None and len(each.solutions) > 1)
    at = opened(lesson=lesson.lesson.id)

    assert words.REPORT not in text(at)
    assert lesson.lesson.takeaway not in text(at)

    first = lesson.solutions[0]
    answer(at, first, f"learn_{at.session_state['learn_sitting'].number}_0", right=True)

    assert words.REPORT not in text(at)
    assert lesson.lesson.takeaway not in text(at)


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_the_advisor_says_first_is_short(lesson: str) -> None:
    """At most sixty words and never nothing, after a right answer and a wrong one; the rest stands behind "more"."""
    worked = today().worked[lesson]
    for question, solution in zip(worked.lesson.questions, worked.solutions, strict=True):
        for response in (right_answer(solution), wrong_answer(solution)):
            said = brief.said(question, solution, response, mark(solution, response), worked.lesson.case)

            assert 1 < len(said.split()) <= MOST_WORDS, said


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_has_its_picture(lesson: str, knowledge: Knowledge) -> None:
    """Drawn from its case, from those that it compares or from its numbers, before the answer and after it."""
    worked = today().worked[lesson]
    before, after = (list(vignette.drawn_of(worked, knowledge, LIGHT, answered=each)) for each in (False, True))

    assert before
    assert all(picture.alternative and picture.table for picture in before)
    assert len({picture.name for picture in after}) == len(after) >= len(before)


LADDERS = [
    pytest.param(solution, id=f"{name}_{at}")
    for name, worked in today().worked.items()
    for at, solution in enumerate(worked.solutions)
    if isinstance(solution, Number | Factor)
]


@pytest.mark.parametrize("solution", LADDERS)
def test_one_rung_of_a_ladder_is_right_or_the_lesson_says_that_two_are(solution: Number | Factor) -> None:
    """The nearest; two where the value lies about in the middle between them. Every other is marked as not right."""
    right = right_rungs(solution)
    said = brief.nearest(solution)

    assert len(right) in (1, 2)
    assert [each for each in rungs(solution) if mark_touched(solution, each).right] == list(right)
    assert all(mark(solution, each).right for each in right)
    assert all(rung_label(each, solution) in said for each in right)
    assert ("as near as each other" in said) is (len(right) == 2)


@pytest.mark.parametrize("solution", LADDERS)
def test_no_rung_of_a_ladder_stands_alone(solution: Number | Factor) -> None:
    """At most four beside each other, as a phone has room for; only what stays the same has a row of its own."""
    offered = rungs(solution)

    assert [each for row in rows(offered) for each in row] == list(offered)
    for row in rows(offered):
        assert len(row) <= 4
        assert len(row) > 1 or row[0] == Predicted(Direction.SAME)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_takes_five_touches(lesson: str) -> None:
    """From the vignette to the next lesson, how sure included; the longest way through a talk."""
    assert touches(today().worked[lesson].solutions) <= MOST_TOUCHES == 5


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_touch_is_counted_as_a_hand_makes_it(kind: str) -> None:
    """Without a keyboard, and nothing to touch but what answers: on the page of each kind of question."""
    lesson = one_of(kind)
    at = opened(lesson=lesson)
    counted = 0
    while not any(each.key == "learn_sure_fairly" for each in at.button):
        number, answered = at.session_state["learn_sitting"].number, at.session_state["learn_sitting"].answered
        key = f"learn_{number}_{len(answered)}"
        boxes = [each for each in at.checkbox if str(each.key).startswith(key) and not each.value]
        buttons = [each for each in at.button if str(each.key).startswith(key) and not str(each.key).endswith("_back")]

        assert not at.number_input

        ran(boxes[0].check() if boxes else buttons[0].click())
        counted += 1
    touch(at, "learn_sure_fairly")

    assert at.session_state["learn_sitting"].lesson != lesson
    assert counted + 1 <= touches(today().worked[lesson].solutions)


def test_every_case_can_be_opened_in_check(knowledge: Knowledge) -> None:
    """The link holds the same patient, image and settings, and that page accepts all of it."""
    reports = {each.lesson.id: each.report for each in today().worked.values() if each.report}

    assert len(reports) > 40
    for lesson, report in reports.items():
        told = report.case
        address = check_address(today().lessons[lesson].case or {}, told.exam)
        facts = case.from_query(dict(parse_qsl(urlsplit(address).query)), knowledge.by_exam)
        there = read_case(case.contract(facts, told.exam), knowledge)

        assert (there.exam.id, there.place) == (told.exam.id, told.place), lesson
        assert (there.patient.age_years, there.setup) == (told.patient.age_years, told.setup), lesson


def test_five_minutes_end_on_the_map_and_a_new_one_is_offered() -> None:
    """A few lessons, one after the other without a touch between them; then another new one for who wants it."""
    at, seen = touch(opened(), "learn_practise"), []
    for _ in range(NEW_A_DAY):
        lesson = at.session_state["learn_sitting"].lesson
        seen.append(lesson)
        played(at, lesson, right=True)
        touch(at, "learn_sure_certain")

    assert len(set(seen)) == NEW_A_DAY
    assert "five lessons, 5 right" in text(at)
    assert words.DONE in text(at)

    touch(at, "learn_new")

    assert at.session_state["learn_sitting"].lesson not in seen


def test_a_step_goes_on_for_as_long_as_one_likes() -> None:
    """All its lessons, then the ones known longest; a mistake comes back after two others, and never directly."""
    at, seen = touch(opened(), "learn_step_receptor"), []
    count = sum(each.step is LessonStep.RECEPTOR for each in today().lessons.values())
    for number in range(count + 2):
        lesson = at.session_state["learn_sitting"].lesson
        seen.append(lesson)
        played(at, lesson, right=number > 0)
        touch(at, "learn_sure_certain")

    assert all(today().lessons[each].step is LessonStep.RECEPTOR for each in seen)
    assert len(set(seen)) == count
    assert all(each not in seen[max(0, place - 2) : place] for place, each in enumerate(seen))


def test_what_was_kept_is_due_again() -> None:
    """On the day that it comes back, before anything new; the streak and the chart know it."""
    ago = datetime.now(UTC) - timedelta(days=3)
    lesson = LESSONS[-1]
    card = reviewed(None, marks=[1.0], sureness=Sureness.FAIRLY, at=ago, day=ago.date())
    at = page_of(_script)
    at.session_state["learn_kept"] = {"kept": written(Progress().answered(lesson, card, ago.date()))}
    ran(at)

    assert "1 due" in text(at)

    touch(at, "learn_practise")

    assert at.session_state["learn_sitting"].lesson == lesson

    at.session_state["learn_part"] = Part.PROGRESS
    ran(at)

    assert at.get("vega_lite_chart")
    assert [metric.label for metric in at.metric] == [progress_words.STREAK, progress_words.BEGUN, progress_words.DUE]


def test_the_map_knows_every_step_and_leads_everywhere() -> None:
    """Eight places with their lessons, four parts beside them; each has one heading and a way back."""
    at = opened()
    of_steps = [re.search(r"0 of (\d+)$", str(each.value)) for each in at.markdown]

    assert sum(int(each.group(1)) for each in of_steps if each) == len(today().lessons)

    for part in words.PARTS:
        touch(at, f"learn_to_{part}")

        assert [each.value for each in at.title] == [words.PARTS[part]]

        touch(at, "learn_back")

    assert [each.value for each in at.title] == [words.TITLE]


def test_the_first_lesson_is_judged_while_it_is_touched() -> None:
    """Two changes, one, none; it ends with this child in Check."""
    at = touch(opened(), "learn_first")

    assert "Two changes are left to find." in text(at)
    assert ":blue-badge[to change] D film → " in text(at)

    at.session_state["learn_first_receptor"] = Receptor.FILM_F
    ran(at)

    assert "One change is left to find." in text(at)

    at.session_state["learn_first_beam"] = Beam.RECTANGULAR
    ran(at)

    assert "**Both found.**" in text(at)
    assert "(/?age_years=7&beam=rectangular" in text(at)


@pytest.mark.parametrize("text_kept", ["{not json", '{"version": 99}', "[1, 2]"])
def test_what_cannot_be_read_is_told_and_left_alone(text_kept: str) -> None:
    """A sentence, the text to save, and nothing written over it until the reader says so."""
    at = page_of(_script)
    at.session_state["learn_kept"] = {"kept": text_kept}
    ran(at)

    assert "cannot be read" in text(at)
    assert at.session_state["learn_unreadable"] == text_kept

    touch(at, "learn_start_afresh")

    assert "learn_unreadable" not in at.session_state
    assert kept(at) == Progress()


def _afresh_twice() -> None:
    from advisor.pages.learn.memory import _start_afresh

    _start_afresh()
    _start_afresh()


def test_a_second_touch_before_the_button_is_gone_starts_afresh_too() -> None:
    at = page_of(_afresh_twice)
    at.session_state["learn_unreadable"] = "{"
    ran(at)

    assert "learn_unreadable" not in at.session_state


def test_progress_is_erased_and_brought_back() -> None:
    """One touch each."""
    lesson = LESSONS[0]
    at = played(opened(lesson=lesson), lesson, right=True)
    touch(at, "learn_sure_fairly")
    before = kept(at)
    at.session_state["learn_part"] = Part.PROGRESS
    touch(ran(at), "learn_erase")

    assert kept(at) == Progress()
    assert progress_words.NOTHING_YET in text(at)

    touch(at, "learn_undo")

    assert kept(at) == before


def test_a_saved_file_is_loaded_and_a_wrong_one_refused() -> None:
    """Joined with what is there; a file that is none changes nothing."""
    ago = datetime.now(UTC) - timedelta(days=1)
    card = reviewed(None, marks=[1.0], sureness=Sureness.FAIRLY, at=ago, day=ago.date())
    at = opened()
    at.session_state["learn_part"] = Part.PROGRESS
    ran(at)
    at.file_uploader(key="learn_load").upload(
        "progress.json", written(Progress().answered("a_b", card, ago.date())).encode(), "application/json"
    )
    ran(at)

    assert "a_b" in kept(at).cards

    at.file_uploader(key="learn_load").upload("progress.json", b"=1+1", "application/json")
    ran(at)

    assert "Nothing was loaded" in text(at)
    assert "a_b" in kept(at).cards


def test_a_renamed_lesson_keeps_its_card_and_its_address() -> None:
    """Under the id that it has now; of both the one that was reviewed last."""
    old, new = next(iter(today().new_ids.items()))
    early, late = (datetime(2026, 11, day, tzinfo=UTC) for day in (20, 21))
    first, last = (reviewed(None, marks=[1.0], sureness=Sureness.FAIRLY, at=at, day=at.date()) for at in (early, late))
    at = page_of(_script)
    at.session_state["learn_kept"] = {"kept": written(Progress({old: last, new: first}))}
    ran(at)

    assert kept(at).cards == {new: last}

    by_link = opened(lesson=old)

    assert by_link.session_state["learn_sitting"].lesson == new


def test_a_lesson_that_is_gone_is_said_so() -> None:
    """As it was written: nothing in an address becomes a link."""
    at = opened(lesson="nothing here")

    assert "No lesson is called nothing here" in text(at)
    assert "No lesson is called nothing here" in text(ran(at))
    assert r"\[x\]\(//y\)" in opened(lesson="[x](//y)").warning[0].value


def sat(seed: str, right: Callable[[int], bool]) -> AppTest:
    """An exam from the link to the result, each item right or wrong."""
    at = touch(opened(seed=seed), "learn_exam_begin")
    taking = at.session_state["learn_exam"]
    for place, item in enumerate(taking.paper.items):
        shown = text(at)

        assert item.question.ask in shown
        assert words.REPORT not in shown
        assert answer_words.RIGHT not in shown

        solution = today().worked[item.lesson.id].solutions[item.number]
        answer(at, solution, f"learn_exam_{taking.number}_{place}", right=right(place))
        last = place == len(taking.paper.items) - 1
        touch(at, "learn_exam_hand_in" if last else "learn_exam_next")
    return at


def test_an_exam_all_right_is_passed_with_a_certificate() -> None:
    """Twenty items, no answer shown before the end; then points, a table, a certificate."""
    at = sat("Spring 2027", lambda _: True)

    assert "20 of 20 points, 100 %" in text(at)
    assert "spring 2027" in text(at)
    assert exam_words.CERTIFICATE in text(at)
    assert "pledge of Image Gently" in text(at)


def test_an_exam_half_right_is_not_passed_and_gives_no_certificate() -> None:
    """And says what to do."""
    at = sat("7", lambda place: place % 2 == 0)

    assert "Not passed yet" in text(at)
    assert exam_words.CERTIFICATE not in text(at)
    assert len(at.expander) == 20

    wrong = at.session_state["learn_exam"].paper.items[1].lesson.id
    touch(at, f"learn_exam_lesson_{wrong}")

    assert at.session_state["learn_sitting"].lesson == wrong

    touch(at, "learn_back")
    touch(at, f"learn_to_{Part.EXAM}")
    touch(at, "learn_exam_another")

    assert "learn_exam" not in at.session_state


def test_an_answer_stays_while_the_student_goes_back_and_on() -> None:
    """And an item without an answer is named before the paper is handed in, then counts as nothing."""
    at = touch(opened(seed="9"), "learn_exam_begin")
    taking = at.session_state["learn_exam"]
    first = taking.paper.items[0]
    answer(at, today().worked[first.lesson.id].solutions[first.number], f"learn_exam_{taking.number}_0", right=True)
    touch(at, "learn_exam_next")
    touch(at, "learn_exam_back")
    for _ in taking.paper.items[1:]:
        touch(at, "learn_exam_next")

    assert "Not answered yet: 2, 3" in text(at)

    touch(at, "learn_exam_hand_in")

    assert "1 of 20 points" in text(at)


def test_a_paper_needs_no_word() -> None:
    """One touch begins; each time another paper. Any question can be gone to."""
    first, other = (touch(opened(part="exam"), "learn_exam_begin") for _ in range(2))

    assert first.session_state["learn_exam"].paper.seed != other.session_state["learn_exam"].paper.seed

    first.session_state["learn_exam_list"] = True
    touch(ran(first), "learn_exam_to_17")

    assert first.session_state["learn_exam"].at == 17


def test_what_the_browser_keeps_holds_no_name_and_no_answer() -> None:
    """Marks, times and the names of lessons; nothing about a person."""
    lesson = LESSONS[0]
    at = played(opened(lesson=lesson), lesson, right=True)
    touch(at, "learn_sure_fairly")
    told = json.loads(written(kept(at)))

    assert set(told) == {"version", "lessons", "days"}
    assert set(told["lessons"]) == {lesson}
    assert read(written(kept(at))) == kept(at)
