"""The Learn page before a real browser: a sitting, progress after a reload, an exam to its certificate, no barrier."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from advisor.lessons.answers import Factor, Number, Order, Picks, Solution, Talk
from advisor.lessons.lesson import Question
from advisor.lessons.marking import right_rungs
from advisor.lessons.vocabulary import Direction, Sureness
from advisor.pages.learn import answer_words, exam_words, words
from advisor.pages.learn.answer import label
from advisor.pages.learn.part import Part
from advisor.pages.learn.school import School, Worked, school
from advisor.pages.learn.touched import rung_label
from advisor.pages.shared.browser import UNDER_WAY
from advisor.student.exam_paper import draw
from advisor.student.schedule import reviewed
from advisor.student.under_way import UnderWay, read
from advisor.student.under_way import written as under_way
from tests.browser.screen import no_barrier, no_barrier_anywhere, on_a_phone, settled
from tests.lessons.test_lessons import right_answer

KEPT = "dental-exposure-advisor.progress"
NAME = "Ada Sørensen"
_WORDS_IN_SIGHT = """() => {
  const seen = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
  let count = 0;
  while (seen.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(seen.currentNode);
    const {top, height} = range.getBoundingClientRect();
    if (height && top < innerHeight) count += seen.currentNode.data.split(/\\s+/).filter(Boolean).length;
  }
  return count;
}"""
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


def part(page: Page, name: str) -> None:
    """By way of the map."""
    if page.get_by_role("button", name=words.BACK, exact=True).count():
        touch(page, words.BACK)
    page.locator(f".st-key-learn_to_{name} button").click()
    settled(page)


def answer(page: Page, question: Question, solution: Solution, worked: Worked) -> None:
    """Right, as a student does it."""
    match solution:
        case Picks(several=several):
            for each in (each for each in solution.offered if each.right):
                _pick(page, label(question, each, worked.lesson.case), several=several)
        case Number() | Factor() if not _in_exam(page):
            touch(page, rung_label(right_rungs(solution)[0], solution))
        case Number(value=value):
            _write(page, answer_words.NUMBER[solution.of], value.typical)
        case Factor():
            _predict(page, solution)
        case Order(placed=placed):
            for each in placed[: None if _in_exam(page) else -1]:
                touch(page, each.says)
        case Talk():
            _talk(page, solution)


def _in_exam(page: Page) -> bool:
    """There an answer can be changed; in a lesson one touch answers."""
    return page.get_by_role("heading", name=words.PARTS[Part.EXAM], exact=True).count() > 0


def _pick(page: Page, said: str, *, several: bool) -> None:
    main = page.get_by_test_id("stMain")
    if several or _in_exam(page):
        role = "checkbox" if several else "radio"
        main.locator("label").filter(has=page.locator(f"input[type={role}]")).filter(has_text=said).last.click()
        settled(page)
    else:
        touch(page, said)


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
        _pick(page, reply.says, several=False)
        turn = reply.next


def whole_lesson(page: Page, worked: Worked) -> None:
    """From the first question to the last; each begins at the top of the screen."""
    for question, solution in zip(worked.lesson.questions, worked.solutions, strict=True):
        assert scrolled(page) == 0
        answer(page, question, solution, worked)
    expect(page.get_by_text(worked.lesson.takeaway)).to_be_visible()


def scrolled(page: Page) -> int:
    """How far the page was moved down [px]."""
    moved: int = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTop")
    return moved


def words_in_sight(page: Page) -> int:
    """On the first screen, without moving it."""
    found: int = page.evaluate(_WORDS_IN_SIGHT)
    return found


def on_screen(page: Page, today: School) -> Worked:
    title = page.get_by_role("heading", level=1).inner_text()
    return next(each for each in today.worked.values() if each.lesson.title == title)


def test_touches_faster_than_the_answer_do_no_harm(page: Page, today: School) -> None:
    """Of an order, what was not taken is still offered; how sure the answer was makes one review, not two.

    Streamlit drops a touch that the next one interrupts before it was taken up.
    """
    worked = one_of(today, Order)
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    for question, solution in zip(worked.lesson.questions, worked.solutions, strict=True):
        if isinstance(solution, Order):
            page.evaluate(_TOUCH_ALL, [each.says for each in solution.placed])
            settled(page)
            for each in solution.placed:
                if page.get_by_role("button", name=each.says, exact=True).count():
                    touch(page, each.says)
        else:
            answer(page, question, solution, worked)
    page.get_by_role("button", name=words.SURE[Sureness.CERTAIN], exact=True).evaluate(
        "it => { it.click(); it.click(); }"
    )
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


@on_a_phone
def test_a_day_on_a_phone(page: Page, console: list[str], today: School) -> None:
    """The map, a lesson, the next one at the top of the screen by itself; the browser keeps it, and nothing else."""
    page.goto("/learn")
    settled(page)

    assert words_in_sight(page) <= 80

    page.locator(".st-key-learn_practise button").click()
    settled(page)
    first = on_screen(page, today)

    assert words_in_sight(page) <= 160

    whole_lesson(page, first)
    touch(page, words.SURE[Sureness.FAIRLY])
    second = on_screen(page, today)

    assert second is not first
    assert scrolled(page) == 0
    assert set(kept(page)) == {"version", "lessons", "days"}
    assert set(kept(page)["lessons"]) == {first.lesson.id}  # type: ignore[call-overload]

    page.reload()
    settled(page)

    assert on_screen(page, today) is second

    part(page, Part.PROGRESS)

    expect(page.get_by_text(f"1 of {len(today.lessons)}", exact=True)).to_be_visible()
    assert not [each for each in console if "404" not in each]


def test_two_windows_lose_nothing(page: Page, today: School) -> None:
    """Each keeps what the other answered; what one erases does not come back from the other."""
    other = page.context.new_page()
    lessons = sorted(today.worked.values(), key=lambda each: len(each.solutions))[:2]
    for window, worked in zip((page, other), lessons, strict=True):
        window.goto(f"/learn?lesson={worked.lesson.id}")
        settled(window)
    for window, worked in zip((page, other), lessons, strict=True):
        window.bring_to_front()  # behind another one it draws once a second
        whole_lesson(window, worked)
        touch(window, words.SURE[Sureness.FAIRLY])

    assert set(kept(page)["lessons"]) == {worked.lesson.id for worked in lessons}  # type: ignore[call-overload]

    page.bring_to_front()
    part(page, Part.PROGRESS)
    touch(page, "Erase my progress")
    other.bring_to_front()
    part(other, Part.PROGRESS)

    assert kept(page) == {}


@pytest.mark.parametrize("kind", [Picks, Number, Order], ids=lambda kind: kind.__name__.lower())
def test_no_barrier_in_a_lesson(page: Page, kind: type[Solution], today: School) -> None:
    """Before the answer and after it, with the engine's report beside; nothing is wider than the screen or cut off."""
    worked = one_of(today, kind)
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    no_barrier(page)
    whole_lesson(page, worked)
    no_barrier_anywhere(page)


def test_an_exam_from_the_class_word_to_the_certificate(page: Page, today: School, console: list[str]) -> None:
    """Twenty answers, fifteen of them given before a reload, a table without a name, a PDF with it; the address never
    holds it."""
    page.goto("/learn")
    settled(page)
    part(page, Part.EXAM)
    word = page.get_by_role("textbox", name=exam_words.SEED)
    word.fill("Class of 2027")
    word.press("Tab")
    settled(page)
    touch(page, exam_words.BEGIN)
    for number in (1, 2, *range(18, 21)):
        expect(page.get_by_text(f"Question {number} of 20")).to_be_visible()
        ask = page.get_by_test_id("stMain").inner_text()
        worked, place = _asked(ask, today)
        answer(page, worked.lesson.questions[place], worked.solutions[place], worked)
        last = page.get_by_role("button", name=exam_words.HAND_IN, exact=True).count() > 0
        touch(page, exam_words.HAND_IN if last else exam_words.NEXT)
        if number == 2:
            _answered_until(page, today, 17)

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
    assert "What was examined" in certificate.pages[0].extract_text()
    assert "Ada" not in page.url
    assert NAME not in printed.value.suggested_filename
    assert NAME not in page.evaluate("JSON.stringify(localStorage)")
    assert not [each for each in console if "404" not in each]

    settled(page)
    no_barrier_anywhere(page)


def _answered_until(page: Page, today: School, number: int) -> None:
    """As if the items until this one had been answered, right, before the page is loaded anew."""
    taking = read(page.evaluate(f"sessionStorage.getItem('{UNDER_WAY.name}')")).exam
    assert taking is not None
    paper = draw(tuple(today.lessons.values()), taking.seed, taking.fingerprint, today.course.exam.items)
    answers = {
        at: right_answer(today.worked[item.lesson.id].solutions[item.number])
        for at, item in enumerate(paper.items[:number])
    }
    told = UnderWay(exam=replace(taking, at=number, responses={**answers, **taking.responses}))
    page.evaluate("([slot, told]) => sessionStorage.setItem(slot, told)", [UNDER_WAY.name, under_way(told)])
    page.reload()
    settled(page)


def _asked(shown: str, today: School) -> tuple[Worked, int]:
    """The question on the screen."""
    return next(
        (worked, place)
        for worked in today.worked.values()
        for place, question in enumerate(worked.lesson.questions)
        if question.ask in shown and worked.lesson.title in shown
    )


def test_the_keyboard_alone_suffices(page: Page, today: School) -> None:
    """From the heading into the options by tab, on by enter, and the heading of the next screen has the focus."""
    worked = next(
        each
        for each in today.worked.values()
        if isinstance(each.solutions[0], Picks) and not each.solutions[0].several and len(each.solutions) > 1
    )
    page.goto(f"/learn?lesson={worked.lesson.id}")
    settled(page)
    first = label(worked.lesson.questions[0], worked.solutions[0].offered[0], worked.lesson.case)  # type: ignore[union-attr]
    page.get_by_role("button", name=words.BACK, exact=True).focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == first:
            break
    page.keyboard.press("Enter")
    settled(page)

    expect(page.get_by_text(f"Question 2 of {len(worked.solutions)}")).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "H1"
