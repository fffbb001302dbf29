"""When lessons come back, which papers a seed draws, and what a paper comes to."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Rating, State
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from advisor import pictograms
from advisor.case.vocabulary import Step
from advisor.handout import PaperSize as Sheet
from advisor.handout import certificate_words as words
from advisor.handout.certificate import certificate, certificate_html
from advisor.knowledge import Knowledge
from advisor.language import speaking
from advisor.lessons.course import Course, load_course
from advisor.lessons.lesson import Lesson
from advisor.lessons.reading import load_lessons
from advisor.lessons.vocabulary import Sureness
from advisor.student.exam_paper import LONGEST_SEED, ExamPaper, draw, plain_seed
from advisor.student.result import Result, result_csv
from advisor.student.schedule import LONGEST_DAYS, NEW_A_DAY, Card, plan, rating, reviewed
from advisor.student.standing import by_competency, by_sureness, coming
from advisor.words import names
from tests.pseudo import Pseudo

MARKUP = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", re.DOTALL)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = NOON.date()
NIGHT = datetime(2026, 11, 23, tzinfo=UTC)
FINGERPRINT = "0.1.0+abc"


@pytest.fixture(scope="module")
def lessons() -> tuple[Lesson, ...]:
    return load_lessons()


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


def after(card: Card | None, sureness: Sureness, *, right: bool = True, at: datetime = NOON) -> Card:
    return reviewed(card, marks=[1.0 if right else 0.5], sureness=sureness, at=at, day=at.date())


@pytest.mark.parametrize(
    ("marks", "sureness", "expected"),
    [
        ([1.0, 1.0], Sureness.GUESS, Rating.Hard),
        ([1.0, 1.0], Sureness.FAIRLY, Rating.Good),
        ([1.0, 1.0], Sureness.CERTAIN, Rating.Easy),
        ([1.0, 0.5], Sureness.CERTAIN, Rating.Again),
        ([0.0], Sureness.GUESS, Rating.Again),
    ],
)
def test_an_answer_is_rated_by_right_and_sure(marks: list[float], sureness: Sureness, expected: Rating) -> None:
    """A part that is wrong is wrong; a right guess is worth less than a right answer."""
    assert rating(marks, sureness) is expected


def test_what_was_wrong_comes_back_in_the_same_sitting() -> None:
    """And what was known, on another day: the surer, the later."""
    wrong, guess, fairly, certain = (
        after(None, Sureness.CERTAIN, right=False),
        *(after(None, sureness) for sureness in Sureness),
    )

    assert wrong.due - NOON < timedelta(hours=1)
    assert wrong.state is State.Learning
    assert guess.due - NOON < timedelta(hours=1)
    assert timedelta(days=1) <= fairly.due - NOON < certain.due - NOON


def test_a_known_lesson_waits_longer_each_time_and_never_beyond_the_longest() -> None:
    """Ten right answers in a row, each on its day."""
    card, waits = after(None, Sureness.FAIRLY), []
    for _ in range(10):
        waits.append(card.due - card.reviewed)
        card = after(card, Sureness.FAIRLY, at=card.due)

    assert waits == sorted(waits)
    assert waits[0] < waits[1]
    assert max(waits) == timedelta(days=LONGEST_DAYS)


def test_the_schedule_knows_no_chance_and_no_clock() -> None:
    """The same answers at the same times come back at the same time."""
    first = after(after(None, Sureness.FAIRLY), Sureness.GUESS, at=NOON + timedelta(days=2))
    second = after(after(None, Sureness.FAIRLY), Sureness.GUESS, at=NOON + timedelta(days=2))

    assert first == second
    assert first.begun == DAY


@given(
    answers=st.lists(
        st.tuples(st.booleans(), st.sampled_from(Sureness), st.integers(min_value=-500, max_value=2000)), max_size=12
    )
)
def test_any_answers_at_any_times_can_be_scheduled(answers: list[tuple[bool, Sureness, int]]) -> None:
    """A clock that was set back does no harm either: what is due is due within the longest wait."""
    card, at = None, NOON
    for right, sureness, days in answers:
        at = max(datetime(2021, 1, 1, tzinfo=UTC), at + timedelta(days=days))
        card = after(card, sureness, right=right, at=at)

        assert timedelta(0) < card.due - at <= timedelta(days=LONGEST_DAYS)
        assert card.stability_days > 0


def test_a_day_holds_what_is_due_then_a_few_new_ones() -> None:
    """The longest due first; what is to be repeated later today comes last; the rest waits for the days to come."""
    lessons = [f"lesson_{number}" for number in range(20)]
    yesterday = NOON - timedelta(days=10)
    cards = {
        "lesson_3": after(None, Sureness.FAIRLY, at=yesterday),
        "lesson_4": after(None, Sureness.FAIRLY, at=yesterday - timedelta(days=3)),
        "lesson_5": after(None, Sureness.CERTAIN),
        "lesson_6": after(None, Sureness.FAIRLY, right=False),
    }
    today = plan(lessons, cards, at=NOON, day=DAY, day_ends=NIGHT)

    assert today.due == ("lesson_4", "lesson_3")
    assert today.later == ("lesson_6",)
    assert len(today.new) == NEW_A_DAY - 2  # two were begun today
    assert today.waiting == 16 - len(today.new)
    assert today.first == "lesson_4"
    assert len(plan(lessons, cards, at=NOON, day=DAY, day_ends=NIGHT, more_new=1).new) == 2 * NEW_A_DAY - 2


def test_a_lesson_due_in_the_evening_can_be_taken_in_the_morning() -> None:
    """What lies a day or more back is due on its day, at any hour; what was wrong a minute ago is not yet."""
    card = after(None, Sureness.FAIRLY, at=NOON - timedelta(days=2) + timedelta(hours=8))
    wrong = after(None, Sureness.FAIRLY, right=False)
    today = plan(["a", "b"], {"a": card, "b": wrong}, at=NOON, day=DAY, day_ends=NIGHT)

    assert card.due > NOON
    assert today.due == ("a",)
    assert today.later == ("b",)
    assert plan(["b"], {"b": wrong}, at=wrong.due + timedelta(seconds=1), day=DAY, day_ends=NIGHT).due == ("b",)


def test_where_a_student_stands(lessons: tuple[Lesson, ...], course: Course) -> None:
    """Every lesson counts for each of its competencies, by its last answer."""
    some = lessons[:3]
    cards = {
        some[0].id: after(None, Sureness.CERTAIN),
        some[1].id: after(None, Sureness.GUESS),
        some[2].id: after(None, Sureness.CERTAIN, right=False),
    }
    standings = by_competency(lessons, cards, tuple(course.competency))

    assert sum(each.right for each in standings.values()) == len(some[0].competencies)
    assert sum(each.guessed for each in standings.values()) == len(some[1].competencies)
    assert sum(each.wrong for each in standings.values()) == len(some[2].competencies)
    assert sum(each.lessons for each in standings.values()) == sum(len(lesson.competencies) for lesson in lessons)
    assert by_sureness(cards) == {Sureness.GUESS: (1, 1), Sureness.FAIRLY: (0, 0), Sureness.CERTAIN: (1, 2)}


def test_what_comes_back_when() -> None:
    """Overdue lessons count for today."""
    cards = {"a": after(None, Sureness.FAIRLY, at=NOON - timedelta(days=30)), "b": after(None, Sureness.FAIRLY)}
    days = coming(cards, DAY, UTC, days=14)

    assert len(days) == 14
    assert days[DAY] == 1
    assert sum(days.values()) == 2


def test_a_paper_has_every_competency_and_no_lesson_twice(lessons: tuple[Lesson, ...], course: Course) -> None:
    """Each as often as the others, as far as lessons allow."""
    for seed in ("1", "spring 2027", "Zahnmedizin"):
        paper = draw(lessons, seed, FINGERPRINT, course.exam.items)
        count = Counter(item.competency for item in paper.items)

        assert len(paper.items) == course.exam.items
        assert set(count) == set(course.competency)
        assert max(count.values()) - min(count.values()) <= 1
        assert len({item.lesson.id for item in paper.items}) == course.exam.items
        assert all(item.competency in item.lesson.competencies for item in paper.items)


def test_the_same_seed_draws_the_same_paper(lessons: tuple[Lesson, ...], course: Course) -> None:
    """However it is written, and in whatever order the lessons come; another seed, another paper."""
    items = course.exam.items
    paper = draw(lessons, "Spring  2027", FINGERPRINT, items)

    assert draw(lessons[::-1], " spring 2027 ", FINGERPRINT, items).items == paper.items
    assert draw(lessons, "spring 2028", FINGERPRINT, items).items != paper.items
    assert (paper.seed, paper.fingerprint) == ("spring 2027", FINGERPRINT)


def test_a_new_lesson_leaves_most_of_a_paper_as_it_was(lessons: tuple[Lesson, ...], course: Course) -> None:
    paper = draw(lessons, "1", FINGERPRINT, course.exam.items)
    fewer = draw(lessons[1:], "1", FINGERPRINT, course.exam.items)
    same = {item.lesson.id for item in paper.items} & {item.lesson.id for item in fewer.items}

    assert len(same) >= course.exam.items - 3


def test_few_lessons_make_a_short_paper(lessons: tuple[Lesson, ...]) -> None:
    assert len(draw(lessons[:3], "1", FINGERPRINT, 20).items) == 3
    assert draw((), "1", FINGERPRINT, 20).items == ()


@given(written=st.text(max_size=200))
def test_any_text_is_a_seed(written: str) -> None:
    """Short, in one line, and read again as itself."""
    seed = plain_seed(written)

    assert len(seed) <= LONGEST_SEED
    assert seed.isprintable()
    assert plain_seed(seed) == seed


def marked(lessons: tuple[Lesson, ...], course: Course, *, right: int, seed: str = "1") -> Result:
    paper = draw(lessons, seed, FINGERPRINT, course.exam.items)
    marks = [1.0] * right + [0.0] * (course.exam.items - right)
    return Result(paper, tuple(marks), course.exam.pass_percent)


def test_the_pass_mark_is_reached_or_not(lessons: tuple[Lesson, ...], course: Course) -> None:
    """At the pass mark it is passed."""
    needed = round(course.exam.items * course.exam.pass_percent / 100)

    assert marked(lessons, course, right=needed).passed
    assert not marked(lessons, course, right=needed - 1).passed


def test_points_by_competency_add_up(lessons: tuple[Lesson, ...], course: Course) -> None:
    result = marked(lessons, course, right=13)

    assert sum(share.points for share in result.by_competency.values()) == result.whole.points == 13
    assert sum(share.items for share in result.by_competency.values()) == course.exam.items


def test_the_table_of_a_result_holds_no_formula_and_no_name(lessons: tuple[Lesson, ...], course: Course) -> None:
    """A seed can be anything a teacher, or somebody else, wrote."""
    result = marked(lessons, course, right=10, seed="=cmd|' /C calc'!A0")
    rows = list(csv.DictReader(io.StringIO(result_csv(result))))

    assert len(rows) == course.exam.items
    assert {row["seed"] for row in rows} == {"'=cmd|' /c calc'!a0"}
    assert sum(float(row["score"]) for row in rows) == 10
    assert list(rows[0]) == ["seed", "fingerprint", "version", "item", "lesson", "question", "competency", "score"]


@pytest.mark.parametrize("sheet", list(Sheet))
def test_a_certificate_is_one_tagged_page(lessons: tuple[Lesson, ...], course: Course, sheet: Sheet) -> None:
    """With the name as typed, the result, what it rests on and what it is not."""
    result = marked(lessons, course, right=18)
    pdf = certificate(result, course, name="Ada <b>Sørensen</b>\n", on=date(2026, 11, 22), paper=sheet)
    read = PdfReader(io.BytesIO(pdf))
    text = " ".join(read.pages[0].extract_text().split())

    assert len(read.pages) == 1
    assert "/StructTreeRoot" in read.trailer["/Root"]
    assert read.metadata is not None
    assert "Sørensen" not in str(read.metadata)
    for told in ("Ada <b>Sørensen</b>", "18 of 20 points: 90 %", "Pass mark 70 %", FINGERPRINT, "no licence"):
        assert told in text
    for competency in course.competency.values():
        assert competency.label in text


def test_a_certificate_bears_the_six_steps_and_what_was_examined(lessons: tuple[Lesson, ...], course: Course) -> None:
    """Each step with its pictogram, name and number of questions; with those beside the steps they are the paper's."""
    result = marked(lessons, course, right=20)
    html = certificate_html(result, course, name="Ada", on=DAY)
    steps = html[html.index('class="steps"') : html.index(words.COMPETENCIES)]
    counted = {names.STEP[step]: sum(item.lesson.step == step.value for item in result.paper.items) for step in Step}
    beside = int(re.findall(r"(\d+) more on background", steps)[0])
    drawn = [pictograms.sized(pictograms.STEP[step], "11mm") for step in Step]

    assert steps.count("<svg") == len(Step) == 6
    assert all(each in steps for each in drawn)
    for name, count in counted.items():
        assert re.search(rf"{name}</b><br>{count} question", steps), name
    assert sum(counted.values()) + beside == len(result.paper.items)


def test_every_line_of_a_certificate_is_looked_up(lessons: tuple[Lesson, ...], course: Course) -> None:
    """But the labels of the competencies and the reason of the pass mark, which are data."""
    result = marked(lessons, course, right=20)
    with speaking(Pseudo()):
        html = certificate_html(result, course, name="", on=DAY)
    lines = [line.strip() for line in MARKUP.sub("\n", html).splitlines()]
    data = {each.label for each in course.competency.values()} | {FINGERPRINT, result.paper.seed, "Dental"}
    bare = [line for line in lines if re.search("[A-Za-z]{3}", line) and "⟦" not in line and line not in data]

    assert bare == []


def test_a_long_name_and_none_fit_as_well(lessons: tuple[Lesson, ...], course: Course) -> None:
    result = marked(lessons, course, right=20)
    for name in ("W" * 500, "", "Łucja Źdźbło \u202e 李雷"):
        pdf = certificate(result, course, name=name, on=DAY)

        assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_no_certificate_below_the_pass_mark(lessons: tuple[Lesson, ...], course: Course) -> None:
    with pytest.raises(ValueError, match="pass mark"):
        certificate(marked(lessons, course, right=3), course, name="", on=DAY)


def test_a_paper_says_what_it_was_drawn_by(lessons: tuple[Lesson, ...], knowledge: Knowledge, root: Path) -> None:
    """The fingerprint covers the lessons: they lie in data/."""
    assert (root / "data" / "lessons" / f"{lessons[0].id}.toml").is_file()
    assert draw(lessons, "1", knowledge.fingerprint, 20) == ExamPaper(
        "1", knowledge.fingerprint, draw(lessons, "1", "", 20).items
    )
