"""The Learn page before a real browser: a sitting, progress after a reload, an exam to its certificate, no barrier."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from advisor.lessons.answers import Factor, Number, Order, Picks, Solution, Talk
from advisor.lessons.lesson import Question
from advisor.lessons.vocabulary import Direction, Sureness
from advisor.pages.learn import answer_words, exam_words, words
from advisor.pages.learn.answer import label
from advisor.pages.learn.school import School, Worked, school
from advisor.student.progress import Progress, written
from advisor.student.schedule import reviewed
from tests.browser.screen import light_and_dark, no_barrier, no_barrier_at_any_width, on_a_phone, settled

KEPT = "dental-exposure-advisor.progress"
NAME = "Ada Sørensen"
_TOUCH_ALL = """said => [...document.querySelectorAll('[data-testid="stMain"] button')]
  .filter(button => said.includes(button.innerText)).forEach(button => button.click())"""


@pytest.fixture(scope="module")
def today() -> School:
    """What is right today, as the server has it."""
    known: School = school(datetime.now(UTC).date())
    return known


def touch(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def learn(page: Page) -> None:
    """By the navigation: at an address below the root the browser first looks for Streamlit where it is not."""
    page.get_by_role("link", name="Learn", exact=True).click()
    settled(page)


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=words.PARTS[name], exact=True).click()
    settled(page)


def answer(page: Page, question: Question, solution: Solution, worked: Worked, *, right: bool = True) -> None:
    """As a student does it."""
    match solution:
        case Picks(several=several):
            for each in solution.offered:
                if each.right is right:
                    said = label(question, each, worked.lesson.case)
                    _pick(page, said, role="checkbox" if several else "radio")
                    if not several:
                        break
        case Number(value=value):
            _write(page, answer_words.NUMBER[solution.of], value.typical if right else value.high * 1000)
        case Factor():
            _predict(page, solution)
        case Order(placed=placed):
            for each in placed if right else placed[::-1]:
                touch(page, each.says)
        case Talk():
            _talk(page, solution)


def _pick(page: Page, said: str, *, role: str) -> None:
    main = page.get_by_test_id("stMain")
    main.locator("label").filter(has=page.locator(f"input[type={role}]")).filter(has_text=said).last.click()
    settled(page)


def _write(page: Page, name: str, value: float) -> None:
    field = page.get_by_role("spinbutton", name=name)
    field.fill(f"{value:.6f}")
    field.press("Tab")
    settled(page)


def _predict(page: Page, solution: Factor) -> None:
    said = answer_words.DIRECTIONS[solution.direction]
    page.get_by_role("radio", name=said, exact=True).click()
    settled(page)
    if solution.direction is not Direction.SAME:
        times = max(solution.factor, 1 / solution.factor)
        _write(page, answer_words.TIMES.format(direction=said), times)


def _talk(page: Page, solution: Talk) -> None:
    turn: str | None = solution.first
    while turn is not None:
        reply = next(each for each in solution.turns[turn].options if each.right)
        _pick(page, reply.says, role="radio")
        turn = reply.next


def whole_lesson(page: Page, worked: Worked, *, right: bool = True) -> None:
    """From the first question to the last."""
    for place, (question, solution) in enumerate(zip(worked.lesson.questions, worked.solutions, strict=True)):
        check = page.get_by_role("button", name=words.CHECK, exact=True)
        if place:
            touch(page, words.NEXT_QUESTION)
        expect(check).to_be_visible()
        answer(page, question, solution, worked, right=right)
        check.click()
        expect(check).to_have_count(0)
        settled(page)


def test_touches_faster_than_the_answer_do_no_harm(page: Page, today: School) -> None:
    """Of an order, what was not taken is still offered; how sure the answer was makes one review, not two.

    Streamlit drops a touch that the next one interrupts before it was taken up.
    """
    worked = one_of(today, Order)
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    for place, (question, solution) in enumerate(zip(worked.lesson.questions, worked.solutions, strict=True)):
        if place:
            touch(page, words.NEXT_QUESTION)
        if isinstance(solution, Order):
            page.evaluate(_TOUCH_ALL, [each.says for each in solution.placed])
            settled(page)
            for each in solution.placed:
                if page.get_by_role("button", name=each.says, exact=True).count():
                    touch(page, each.says)
        else:
            answer(page, question, solution, worked)
        touch(page, words.CHECK)
    page.get_by_role("button", name=words.CERTAIN, exact=True).evaluate("it => { it.click(); it.click(); }")
    settled(page)

    card = json.loads(page.evaluate(f"localStorage.getItem('{KEPT}')"))["lessons"][worked.lesson.id]
    at = datetime.fromisoformat(card["reviewed"])
    once = reviewed(None, marks=card["marks"], sureness=Sureness.CERTAIN, at=at, day=at.date())
    assert card["stability_days"] == pytest.approx(once.stability_days)


def one_of(today: School, kind: type[Solution]) -> Worked:
    """A lesson with a question of a kind; with a picture, if one has."""
    fit = [each for each in today.worked.values() if any(isinstance(solution, kind) for solution in each.solutions)]
    return max(fit, key=lambda each: each.lesson.picture is not None)


def kept(page: Page) -> dict[str, object]:
    told: dict[str, object] = json.loads(page.evaluate(f"localStorage.getItem('{KEPT}')") or "{}")
    return told


def test_a_sitting_is_remembered_after_a_reload(page: Page, console: list[str], today: School) -> None:
    """A lesson right, how sure, the next one; the browser keeps it, and nothing else about anybody."""
    page.goto("/")
    settled(page)
    learn(page)
    first = page.get_by_role("heading", level=2).first.inner_text()
    worked = next(each for each in today.worked.values() if each.lesson.title == first)
    whole_lesson(page, worked)

    expect(page.get_by_text(worked.lesson.takeaway)).to_be_visible()

    touch(page, words.FAIRLY)

    expect(page.get_by_text("This lesson comes back")).to_be_visible()

    touch(page, words.NEXT_LESSON)

    expect(page.get_by_role("heading", name=first, exact=True)).to_have_count(0)
    assert set(kept(page)) == {"version", "lessons", "days"}
    assert set(kept(page)["lessons"]) == {worked.lesson.id}  # type: ignore[call-overload]

    page.goto("/")
    settled(page)
    learn(page)
    part(page, words.PROGRESS)

    expect(page.get_by_text(f"1 of {len(today.lessons)}", exact=True)).to_be_visible()
    assert console == []


def test_progress_is_erased_and_brought_back(page: Page, today: School) -> None:
    """The browser forgets with one touch, and remembers with another."""
    worked = one_of(today, Number)
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    whole_lesson(page, worked, right=False)
    touch(page, words.GUESS)
    part(page, words.PROGRESS)
    touch(page, "Erase my progress")

    assert kept(page) == {}

    touch(page, "Undo")

    assert set(kept(page)["lessons"]) == {worked.lesson.id}  # type: ignore[call-overload]


def test_what_cannot_be_read_is_left_in_the_browser(page: Page) -> None:
    """A sentence; the text stays until the reader starts afresh."""
    page.goto("/")
    settled(page)
    page.evaluate(f"localStorage.setItem('{KEPT}', '{{broken')")
    page.goto("/learn")
    settled(page)

    expect(page.get_by_text("cannot be read")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{KEPT}')") == "{broken"

    touch(page, "Start afresh")

    assert page.evaluate(f"localStorage.getItem('{KEPT}')") in (None, "")


def test_what_is_due_comes_first(page: Page, today: School) -> None:
    """What the browser kept is asked for before anything new is shown."""
    worked = list(today.worked.values())[-1]
    ago = datetime.now(UTC) - timedelta(days=4)
    card = reviewed(None, marks=[1.0], sureness=Sureness.FAIRLY, at=ago, day=ago.date())
    earlier = written(Progress().answered(worked.lesson.id, card, ago.date()))
    page.goto("/")
    page.evaluate("([slot, text]) => localStorage.setItem(slot, text)", [KEPT, earlier])
    page.goto("/learn")
    settled(page)

    expect(page.get_by_role("heading", level=2).first).to_have_text(worked.lesson.title)
    expect(page.get_by_text("1 to repeat, 5 new")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{KEPT}')") == earlier


def test_two_windows_lose_nothing(page: Page, today: School) -> None:
    """Each keeps what the other answered; what one erases does not come back from the other."""
    other = page.context.new_page()
    lessons = list(today.worked.values())[:2]
    for window, worked in zip((page, other), lessons, strict=True):
        window.goto(f"/learn?lesson={worked.lesson.id}")
        settled(window)
    for window, worked in zip((page, other), lessons, strict=True):
        whole_lesson(window, worked)
        touch(window, words.FAIRLY)

    assert set(kept(page)["lessons"]) == {worked.lesson.id for worked in lessons}  # type: ignore[call-overload]

    part(page, words.PROGRESS)
    touch(page, "Erase my progress")
    part(other, words.PROGRESS)

    assert kept(page) == {}


@pytest.mark.parametrize("kind", [Picks, Number, Factor, Order, Talk], ids=lambda kind: kind.__name__.lower())
def test_no_barrier_in_a_lesson(page: Page, kind: type[Solution], today: School) -> None:
    """Before the answer and after it, with the engine's report beside; nothing is wider than the screen or cut off."""
    worked = one_of(today, kind)
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    no_barrier_at_any_width(page)
    whole_lesson(page, worked)
    touch(page, words.CERTAIN)
    no_barrier_at_any_width(page)


@pytest.mark.parametrize("name", list(words.PARTS))
@light_and_dark
def test_no_barrier_in_any_part(page: Page, name: str) -> None:
    """Light or dark."""
    page.goto(f"/learn?part={name}")
    settled(page)
    no_barrier(page)


@light_and_dark
def test_no_barrier_where_progress_is_shown(page: Page, today: School) -> None:
    """With both pictures, and their numbers."""
    worked = one_of(today, Number)
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    whole_lesson(page, worked)
    touch(page, words.CERTAIN)
    part(page, words.PROGRESS)
    page.get_by_text("Numbers behind the pictures").click()
    settled(page)
    no_barrier(page)


def test_a_teachers_link_holds_the_seed(page: Page) -> None:
    page.goto("/learn?seed=Class+of+2027")
    settled(page)

    expect(page.get_by_label(exam_words.SEED)).to_have_value("Class of 2027")


def test_an_exam_from_the_seed_to_the_certificate(page: Page, today: School, console: list[str]) -> None:
    """Twenty answers, a table without a name, a PDF with it; the address never holds it."""
    page.goto("/")
    settled(page)
    learn(page)
    part(page, words.EXAM)
    page.get_by_label(exam_words.SEED).fill("Class of 2027")
    page.get_by_label(exam_words.SEED).press("Tab")
    settled(page)
    touch(page, exam_words.BEGIN)
    for number in range(1, 21):
        expect(page.get_by_text(f"Question {number} of 20")).to_be_visible()
        ask = page.get_by_test_id("stMain").inner_text()
        worked, place = _asked(ask, today)
        answer(page, worked.lesson.questions[place], worked.solutions[place], worked)
        last = page.get_by_role("button", name=exam_words.HAND_IN, exact=True).count() > 0
        touch(page, exam_words.HAND_IN if last else exam_words.NEXT)

    expect(page.get_by_text("20 of 20 points, 100 %")).to_be_visible()

    with page.expect_download() as table:
        page.get_by_role("button", name=exam_words.DOWNLOAD).click()
    rows = list(csv.DictReader(io.StringIO(Path(table.value.path()).read_text(encoding="utf-8"))))
    page.get_by_label(exam_words.NAME).fill(NAME)
    page.get_by_label(exam_words.NAME).press("Tab")
    settled(page)
    with page.expect_download() as printed:
        page.get_by_role("button", name=exam_words.PRINT).click()
    certificate = PdfReader(printed.value.path())

    assert len(rows) == 20
    assert {row["seed"] for row in rows} == {"class of 2027"}
    assert len(certificate.pages) == 1
    assert NAME in certificate.pages[0].extract_text()
    assert "Ada" not in page.url
    assert NAME not in printed.value.suggested_filename
    assert NAME not in page.evaluate("JSON.stringify(localStorage)")
    assert console == []

    settled(page)
    no_barrier_at_any_width(page)


def _asked(shown: str, today: School) -> tuple[Worked, int]:
    """The question on the screen."""
    return next(
        (worked, place)
        for worked in today.worked.values()
        for place, question in enumerate(worked.lesson.questions)
        if question.ask in shown and worked.lesson.title in shown
    )


@on_a_phone
def test_what_was_answered_stays_in_sight(page: Page, today: School) -> None:
    """The verdict where the answer was given, and the next question where the last one was."""
    worked = max(today.worked.values(), key=lambda each: len(each.solutions))
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    for place, (question, solution) in enumerate(zip(worked.lesson.questions, worked.solutions, strict=True)):
        if place:
            touch(page, words.NEXT_QUESTION)
            expect(page.get_by_text(f"Question {place + 1} of")).to_be_in_viewport()
        answer(page, question, solution, worked)
        touch(page, words.CHECK)

        expect(page.get_by_text(f"Question {place + 1} of")).to_be_in_viewport()


def test_the_keyboard_alone_suffices(page: Page, today: School) -> None:
    """Into the options by tab, along them by arrows, on by enter."""
    worked = next(
        each for each in today.worked.values() if isinstance(each.solutions[0], Picks) and not each.solutions[0].several
    )
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    page.get_by_role("radiogroup", name=answer_words.PICK_ONE).get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    settled(page)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.innerText") == words.CHECK

    page.keyboard.press("Enter")
    settled(page)

    expect(page.get_by_role("button", name=words.CHECK, exact=True)).to_have_count(0)
