"""Every lesson can be taught today: its answers are the engine's, and nobody guesses them from how they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from advisor.case.model import Range
from advisor.case.vocabulary import Verdict
from advisor.knowledge import Knowledge
from advisor.lessons.answers import (
    Factor,
    Mark,
    Number,
    Order,
    Ordered,
    Picked,
    Picks,
    Predicted,
    Response,
    Solution,
    Talk,
    Talked,
    Typed,
)
from advisor.lessons.asked import LessonToday
from advisor.lessons.checking import problems
from advisor.lessons.course import Course, load_course
from advisor.lessons.lesson import ANSWERS, Lesson
from advisor.lessons.marking import mark, replies
from advisor.lessons.reading import load_lessons
from advisor.lessons.solutions import solve
from advisor.lessons.vocabulary import AgeGroup, Direction, LessonKind, LessonPicture, LessonStep, Level, Quantity
from tests import word_guesser
from tests.data_files import toml
from tests.lesson_files import NAMES, ON, answered, answered_days, questions
from tests.reading_level import level
from tools.write_competencies import competencies_text

FEWEST = 60
CHANCE = 2.0  # standard deviations: a guesser who trusts a pattern that says nothing passes this one time in forty
GRADE_OF_STUDENTS = 12.0
GRADE_OF_PARENTS = 6.0
ASKED = [pytest.param(name, nth, told, id=f"{name}-{nth + 1}-{told['answer']}") for name, nth, told in questions()]
GENDERED = re.compile(
    r"\b(he|she|him|his|hers?|boys?|girls?|m[ae]n|wom[ae]n|males?|females?|mothers?|fathers?|mums?|moms?|dads?|sons?|daughters?|mrs?)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture(scope="module")
def lessons() -> dict[str, Lesson]:
    return {f"lessons/{lesson.id}.toml": lesson for lesson in load_lessons()}


@pytest.fixture(scope="module")
def ask(lessons: dict[str, Lesson], knowledge: Knowledge, course: Course) -> Any:
    def solved(name: str, nth: int) -> Solution:
        lesson = lessons[name]
        return solve(lesson.questions[nth], LessonToday(lesson, knowledge, course.marking, ON))

    return solved


# Every lesson


def test_there_are_lessons_for_two_weeks() -> None:
    assert len(NAMES) >= FEWEST


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_passes_the_check_that_teachers_run(
    name: str, lessons: dict[str, Lesson], knowledge: Knowledge, course: Course
) -> None:
    assert problems(lessons[name], knowledge, course, ON) == []


@pytest.mark.parametrize(("name", "nth", "told"), ASKED)
def test_what_is_right_is_what_the_published_report_says(name: str, nth: int, told: dict[str, Any], ask: Any) -> None:
    """Worked out a second time from the file and the JSON of the contract, without the modules of the lessons."""
    solution, expected = ask(name, nth), answered(name, told)

    match solution:
        case Picks():
            assert solution.right == expected
        case Number():
            assert solution.value.typical == pytest.approx(expected, rel=1e-4)
            assert solution.value.low <= solution.value.typical <= solution.value.high
        case Factor():
            assert solution.factor == pytest.approx(expected, rel=1e-4)
            assert (solution.direction is Direction.UP) == (expected > 1.05)
            assert (solution.direction is Direction.DOWN) == (expected < 1 / 1.05)
        case Order():
            assert [each.key for each in solution.placed] == expected
        case Talk():
            assert expected is None


@pytest.mark.parametrize(("name", "nth", "told"), ASKED)
def test_every_question_can_be_answered_right_and_wrong(name: str, nth: int, told: dict[str, Any], ask: Any) -> None:
    """The right answer has the full mark and misses nothing; a wrong one has less and says what was missed."""
    solution = ask(name, nth)
    good, bad = mark(solution, right_answer(solution)), mark(solution, wrong_answer(solution))

    assert good == Mark(1.0, right=True, met=good.met)
    assert not bad.right
    assert 0.0 <= bad.score < 1.0
    assert bad.missed or bad.wrongly or isinstance(solution, Number | Factor)


@pytest.mark.parametrize(("name", "nth", "told"), ASKED)
def test_every_answer_says_what_it_rests_on(name: str, nth: int, told: dict[str, Any], ask: Any) -> None:
    """A verdict its statements, a number its evidence, a judgement its reasons."""
    solution = ask(name, nth)
    grounds = solution.grounds

    match solution:
        case Talk(turns=turns):
            assert all(reply.because for turn in turns.values() for reply in turn.options)
        case Picks(offered=offered) if offered[0].because:
            assert all(each.because for each in offered)
        case Picks() | Number() | Factor() | Order():
            nothing_to_say = isinstance(solution, Picks) and not solution.right
            assert grounds.findings or grounds.evidence or grounds.citations or nothing_to_say
            assert all(citation.certainty.usable for citation in grounds.citations)


def right_answer(solution: Solution) -> Response:
    match solution:
        case Picks(right=right):
            return Picked(right)
        case Number(value=value):
            return Typed(value.typical)
        case Factor(direction=direction, factor=factor):
            return Predicted(direction, None if direction is Direction.SAME else max(factor, 1 / factor))
        case Order(placed=placed):
            return Ordered(tuple(each.key for each in placed))
        case Talk():
            return next(talk for talk in talks(solution) if all(said.right for said in replies(solution, talk)[0]))


def wrong_answer(solution: Solution) -> Response:
    match solution:
        case Picks(offered=offered, several=several):
            wrong = [each.key for each in offered if not each.right]
            return Picked(frozenset(wrong if several else wrong[:1]))
        case Number(value=value):
            return Typed(max(value.high, 2 * value.typical) * 1.5)
        case Factor(direction=direction):
            return Predicted(next(each for each in Direction if each is not direction), 2.0)
        case Order(placed=placed):
            return Ordered(tuple(each.key for each in reversed(placed)))
        case Talk():
            return next(talk for talk in talks(solution) if not replies(solution, talk)[0][-1].right)


def talks(solution: Talk) -> Iterator[Talked]:
    """Every way through a talk."""
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        so_far = waiting.pop()
        said, ended = replies(solution, Talked(so_far))
        if so_far and ended:
            yield Talked(so_far)
            continue
        turn = solution.turns[said[-1].next or solution.first] if said else solution.turns[solution.first]
        waiting += [(*so_far, nth) for nth in range(len(turn.options))]


# What is asked for is covered


def test_every_competency_step_exam_and_kind_is_taught(
    lessons: dict[str, Lesson], course: Course, knowledge: Knowledge
) -> None:
    told = lessons.values()

    assert {key for lesson in told for key in lesson.competencies} == course.competency.keys()
    assert {lesson.step for lesson in told} == set(LessonStep)
    assert {lesson.exam for lesson in told} - {None} == knowledge.by_exam.keys()
    assert {lesson.kind for lesson in told} == set(LessonKind)
    assert {lesson.age_group for lesson in told} == set(AgeGroup)
    assert {lesson.level for lesson in told} == set(Level)
    assert {lesson.difficulty for lesson in told} == {1, 2, 3}
    assert {lesson.picture for lesson in told} - {None} == set(LessonPicture)


def test_an_id_that_a_lesson_had_is_no_other_lesson(lessons: dict[str, Lesson]) -> None:
    """So that what a browser keeps of it belongs to one."""
    had = [was for lesson in lessons.values() for was in lesson.was]

    assert had
    assert len(had) == len(set(had))
    assert not {*had} & {*lessons}


def test_every_kind_of_answer_and_every_quantity_is_asked() -> None:
    told = [question for _, _, question in questions()]

    assert {question["answer"] for question in told} == ANSWERS.keys()
    assert {question["of"] for question in told if "of" in question} == set(Quantity)


def test_patients_are_of_many_ages_and_places() -> None:
    cases = [toml(name)["case"] for name in NAMES if "case" in toml(name)]
    ages = [case["patient"]["age_years"] for case in cases]

    assert min(ages) <= 4
    assert max(ages) >= 65
    assert len({case.get("place", "WORLD") for case in cases}) >= 8


def test_the_table_of_competencies_is_that_of_the_lessons_here(
    lessons: dict[str, Lesson], course: Course, knowledge: Knowledge, root: Path
) -> None:
    """Written again by `python -m tools.write_competencies`."""
    written = (root / "docs" / "competencies.md").read_text(encoding="utf-8")

    assert written == competencies_text(knowledge, course, list(lessons.values()))


def test_what_a_competency_is_asked_for_by_has_been_read(course: Course, knowledge: Knowledge) -> None:
    for competency in course.competency.values():
        assert competency.certainty.usable
        assert competency.source in knowledge.sources


def test_the_readme_explains_every_key_and_answer_of_a_lesson(root: Path) -> None:
    readme = (root / "data" / "README.md").read_text(encoding="utf-8")
    keys = {key for _, _, question in questions() for key in (*question, *question.get("option", [{}])[0])}
    words = {*ANSWERS, *Quantity, *LessonKind, *LessonStep, *Level, *AgeGroup, *LessonPicture, *keys}
    words |= {key for name in NAMES for key in toml(name)} - {"question", "source", "case"}

    assert {word for word in words if f"`{word}`" not in readme} - {"turn", "item", "option"} == set()


def test_an_examination_can_be_drawn_across_competencies(lessons: dict[str, Lesson], course: Course) -> None:
    """With enough lessons of each competency that two examinations need not be the same."""
    taught = Counter(key for lesson in lessons.values() for key in lesson.competencies)

    assert course.exam.items >= 2 * len(course.competency)
    assert min(taught.values()) > course.exam.items / len(course.competency)


# Nothing is given away


def chosen() -> list[list[dict[str, Any]]]:
    """The options wherever one of them is right: questions of choice, and turns of a talk."""
    told = [question for _, _, question in questions()]
    choices = [each["option"] for each in told if each["answer"] == "choice" and not each.get("several")]
    turns = [turn["option"] for each in told for turn in each.get("turn", ())]
    return [options for options in (*choices, *turns) if sum(option["right"] for option in options) == 1]


def unlikely(found: float, chances: list[float]) -> bool:
    """Whether a count is further from what chance gives than two standard deviations, either way."""
    return abs(found - sum(chances)) > CHANCE * sqrt(sum(chance * (1 - chance) for chance in chances))


@pytest.mark.parametrize("many", [3, 4])
def test_no_place_is_right_more_often_than_chance_or_less(many: int) -> None:
    """Right options at each place, among the questions with as many options."""
    told = [options for options in chosen() if len(options) == many]
    found = [sum(options[place]["right"] for options in told) for place in range(many)]

    assert len(told) > 20
    assert [place for place in range(many) if unlikely(found[place], [1 / many] * len(told))] == []


@pytest.mark.parametrize("extreme", [max, min], ids=["longest", "shortest"])
def test_length_tells_nothing_about_the_right_option(extreme: Callable[[list[int]], int]) -> None:
    """The longest option is right as often as chance gives, and so is the shortest; equals share."""
    found = 0.0
    for options in chosen():
        lengths = [len(option["says"]) for option in options]
        picked = [option for option, length in zip(options, lengths, strict=True) if length == extreme(lengths)]
        found += sum(option["right"] for option in picked) / len(picked)

    assert not unlikely(found, [1 / len(options) for options in chosen()])


def test_always_the_same_answer_does_not_pass(course: Course, ask: Any) -> None:
    """Neither the same verdict, nor the same direction, nor the order of the file."""
    solutions = [ask(name, nth) for name, nth, _ in questions()]
    verdicts = [each for each in solutions if isinstance(each, Picks) and each.offered[0].key == Verdict.AVOID]
    factors = [each for each in solutions if isinstance(each, Factor)]
    orders = [each for each in solutions if isinstance(each, Order)]

    for verdict in Verdict:
        assert sum(verdict in each.right for each in verdicts) < course.exam.pass_percent / 100 * len(verdicts)
    for direction in Direction:
        assert sum(each.direction is direction for each in factors) < course.exam.pass_percent / 100 * len(factors)
    in_file = [each for each in orders if [placed.key for placed in each.placed] == sorted(p.key for p in each.placed)]
    assert len(in_file) <= len(orders) / 4


@pytest.mark.parametrize("name", NAMES)
def test_no_option_leans_on_the_others(name: str) -> None:
    for question in toml(name)["question"]:
        for option in question.get("option", ()):
            assert not re.search(r"\b(all|none|both) of (the above|these)\b", option["says"], re.IGNORECASE)


SIZES = {  # as it is told to a parent -> what the engine's range must be near, in days of background
    "an hour to a day": (1 / 24, 1.0),
    "two hours to a day": (2 / 24, 1.0),
    "a few hours to a day and a half": (3 / 24, 1.5),
    "one to five days": (1.0, 5.0),
    "some hours to a week": (8 / 24, 7.0),
}
NEAR = 2.0
OF_NATURE = re.compile(r"like (.+?) of (the )?natural")


def sized() -> list[tuple[str, str]]:
    """Every good reply and every good sentence that tells a size in time of background, with its lesson."""
    good = [
        (name, option["says"])
        for name, _, question in questions()
        for options in (question.get("option", ()), *(turn["option"] for turn in question.get("turn", ())))
        for option in options
        if option.get("right") is (question["answer"] != "find_bad")
    ]
    return [(name, says) for name, says in good if OF_NATURE.search(says)]


@pytest.mark.parametrize(("name", "says"), sized())
def test_a_size_that_is_told_to_a_parent_is_the_engine_s(name: str, says: str) -> None:
    """In words, as a parent is told it; so no reply drifts from the advice."""
    told = OF_NATURE.search(says)
    assert told is not None
    phrase = told.group(1).removeprefix("about ")
    days = answered_days(name)

    assert phrase in SIZES, f"{phrase}: add it to SIZES with its days"
    for end, wanted in zip((days[0], days[2]), SIZES[phrase], strict=True):
        assert wanted / NEAR <= end <= wanted * NEAR, (phrase, days)


# Words


@pytest.mark.parametrize("name", NAMES)
def test_a_vignette_is_read_at_once(name: str) -> None:
    assert level(toml(name)["vignette"]).flesch_kincaid <= GRADE_OF_STUDENTS


@pytest.mark.parametrize("name", NAMES)
def test_what_a_parent_is_told_and_says_is_plain(name: str) -> None:
    said = list(spoken(toml(name)))

    assert not said or level(" ".join(said)).flesch_kincaid <= GRADE_OF_PARENTS


def spoken(told: dict[str, Any]) -> Iterator[str]:
    """What parents say, and what they may be told."""
    for question in told["question"]:
        for turn in question.get("turn", ()):
            yield turn["parent"]
            yield from (option["says"] for option in turn["option"] if option["right"])
        if question["answer"] == "find_bad":
            yield from (option["says"] for option in question["option"] if not option["right"])


@pytest.mark.parametrize("name", NAMES)
def test_patients_have_no_gender_and_parents_are_parents(name: str) -> None:
    """Nothing of this decides about an image; names and origin the check refuses in vignettes."""
    assert [word for text in texts(toml(name)) for word in GENDERED.findall(text)] == []


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each) if key not in ("case", "source", "setup") else ()
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def test_a_range_narrower_than_a_factor_of_two_is_widened(ask: Any) -> None:
    """So that a good estimate counts although the engine knows better."""
    narrow = [ask(name, nth) for name, nth, told in questions() if told["answer"] == "number"]
    known = [each for each in narrow if each.value.high < 2 * each.value.typical]

    assert known
    for solution in known:
        assert mark(solution, Typed(1.99 * solution.value.typical)).right
        assert not mark(solution, Typed(2.01 * solution.value.typical)).right


def test_a_wide_range_counts_half_to_its_ends(course: Course) -> None:
    wide = Number(Quantity.DOSE, Range(1.0, 4.0, 16.0), course.marking)

    assert mark(wide, Typed(8.0)).right
    assert [mark(wide, Typed(end)).right for end in (1.0, 8.1, 16.0)] == [False] * 3
    assert all(0.5 <= mark(wide, Typed(end)).score < 1 for end in (1.0, 16.0))
    assert mark(wide, Typed(40.1)).score == 0


def test_always_the_same_number_does_not_pass(course: Course, ask: Any) -> None:
    """Of each quantity asked more than twice; the best constant is one of the answers, or at an edge of what counts."""
    asked: dict[Quantity, list[Number]] = {}
    for name, nth, told in questions():
        if told["answer"] == "number":
            asked.setdefault(Quantity(told["of"]), []).append(ask(name, nth))
    for solutions in (each for each in asked.values() if len(each) > 2):
        edges = [each.value.typical * factor for each in solutions for factor in (0.5, 1.0, 2.0)]
        best = max(sum(mark(each, Typed(edge)).right for each in solutions) for edge in edges)
        assert best < course.exam.pass_percent / 100 * len(solutions), solutions[0].of


def test_words_alone_tell_nothing_about_the_right_option() -> None:
    """Whoever has seen how the options of all other lessons are worded, and knows nothing else, guesses."""
    told = word_guesser.items()

    assert len(told) > 100
    assert not unlikely(sum(word_guesser.guessed(each, told) for each in told), [each.chance for each in told])


@pytest.mark.parametrize("name", [name for name in NAMES if toml(name)["kind"] == "dialogue"])
def test_what_a_parent_says_next_depends_on_what_was_said(name: str) -> None:
    """In each talk at least two turns lead to different turns, and no turn offers fewer than three replies."""
    for talk in (question for question in toml(name)["question"] if question["answer"] == "dialogue"):
        branching = [turn for turn in talk["turn"] if len({reply.get("next") for reply in turn["option"]}) > 1]
        assert len(branching) >= 2
        assert all(len(turn["option"]) >= 3 for turn in talk["turn"])
