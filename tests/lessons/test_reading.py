"""What a teacher gets wrong in a lesson's file is refused with file, line, key and remedy; what is right is told."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import load_knowledge
from advisor.__main__ import main
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.strict import DataError
from advisor.knowledge.toml_lines import line_of
from advisor.lessons.answers import Picks
from advisor.lessons.asked import LessonToday
from advisor.lessons.checking import problems
from advisor.lessons.course import Course, load_course
from advisor.lessons.lesson import ChoiceQuestion, DialogueQuestion, Lesson, VerdictQuestion
from advisor.lessons.reading import checked, load_lessons
from advisor.lessons.solutions import solve
from advisor.lessons.vocabulary import Quantity
from tests.data_files import DATA, files, toml

NAME = "a_wide_beam_at_seven.toml"
HEAD = '''title = "A wide beam at seven"
kind = "decide"
step = "collimate"
exam = "bitewing"
age_group = "child"
competency = ["minimise_dose", "protect_and_shield"]
level = "apply"
difficulty = 2
picture = "settings"
vignette = """
A recall visit. The patient is 7 years old.
The beam is round."""
takeaway = "A rectangular beam is about half as wide."

[[source]]
id = "image_gently_2014"
where = "campaign message, point 4"

[case]
place = "US"
exam = "bitewing"
patient = { age_years = 7, caries_risk = "low" }
visit = { kind = "recall", months_since_bitewings = 30, contacts_visible = false }
setup = { receptor = "sensor", beam = "round", kV = 60, mA = 7, exposure_s = 0.063, cone_cm = 20, images = 2 }
'''
VERDICT = """
[[question]]
ask = "What does the checklist say about the beam?"
answer = "verdict"
step = "collimate"
"""
CHOICE = """
[[question]]
ask = "Why does the shape matter?"
answer = "choice"

[[question.option]]
says = "Less of the head is in the beam."
right = true
because = "The dose-area product falls with the area."

[[question.option]]
says = "The rays become softer at once."
right = false
because = "The shape does not change their energy."

[[question.option]]
says = "The time on the timer is halved."
right = false
because = "The receptor still needs the same."
"""
SETTINGS = """
[[question]]
ask = "Which setting asks for no further change?"
answer = "settings"

[[question.option]]
says = "Rectangular beam, collar"
setup = { beam = "rectangular", collar = true }

[[question.option]]
says = "Round beam, twice the time"
setup = { exposure_s = 0.2 }

[[question.option]]
says = "Round beam, film"
setup = { receptor = "film_d" }
"""
NUMBERS = """
[[question]]
ask = "How large is the effective dose?"
answer = "number"
of = "dose_uSv"

[[question]]
ask = "What happens with a rectangular beam?"
answer = "factor"
of = "dap_mGycm2"
after = { setup = { beam = "rectangular" } }

[[question]]
ask = "Order by dose."
answer = "order"

[[question.item]]
says = "Panoramic"
case = { exam = "panoramic", patient = { age_years = 7 } }

[[question.item]]
says = "Two bitewings"
case = { exam = "bitewing", patient = { age_years = 7 }, setup = { receptor = "sensor", beam = "rectangular" } }

[[question.item]]
says = "Cone-beam CT, large field"
case = { exam = "cbct", patient = { age_years = 7 }, setup = { fov = "large" } }
"""
ISSUERS = """
[[question]]
ask = "Who asks for a collar here?"
answer = "issuers"
topic = "thyroid_collar"
verdict = "improve"

[[question]]
ask = "What does Image Gently say about the collar?"
answer = "opinion"
topic = "thyroid_collar"
issuer = "Image Gently"
"""
LEVEL = """
[[question]]
ask = "A practice in Korea has a median of 150. How does it stand?"
answer = "level"
reference_level = "R018"
value = 150
images_measured = 30
"""
FIND_BAD = """
[[question]]
ask = "Which sentence is bad?"
answer = "find_bad"

[[question.option]]
says = "This picture shows if a tooth is ill."
right = false
because = "It says first what the image is for."

[[question.option]]
says = "It is safe."
right = true
because = "Nobody can promise that."

[[question.option]]
says = "We keep the time short."
right = false
because = "It says what is done."
"""
DIALOGUE = """
[[question]]
ask = "Talk with the parent."
answer = "dialogue"
checklist = ["benefit first", "how small"]

[[question.turn]]
id = "start"
parent = "Is it bad for my child?"

[[question.turn.option]]
says = "It lets us see if a tooth hurts. We can treat it early."
right = true
because = "The benefit comes first."
next = "size"
meets = ["benefit first"]

[[question.turn.option]]
says = "No. Please wait outside."
right = false
because = "It answers nothing."

[[question.turn]]
id = "size"
parent = "How much is it?"

[[question.turn.option]]
says = "About as much as a few hours of life on earth."
right = true
because = "It gives the size by background."
meets = ["how small"]

[[question.turn.option]]
says = "Nothing at all."
right = false
because = "It is small and not nothing."
"""
FIELD = """
[[question]]
ask = "Which field cannot be right?"
answer = "field"
fields = ["setup.exposure_s", "setup.kV", "setup.mA"]
"""
DRAWN = """[drawn]
unit = "images"
values = { asked = 120, right = 80 }

"""
LESSONS = {
    "drawn": HEAD[: HEAD.index("[case]")].replace('picture = "settings"\n', "").replace("7 years", "120 and 80 years")
    + DRAWN
    + CHOICE,
    "verdict": HEAD + VERDICT + CHOICE + SETTINGS,
    "numbers": HEAD + NUMBERS,
    "issuers": HEAD.replace("images = 2", "images = 2, collar = false") + ISSUERS,
    "level": HEAD + LEVEL,
    "bad": HEAD.replace('"decide"', '"find_bad"') + FIND_BAD,
    "dialogue": HEAD.replace('"decide"', '"dialogue"') + DIALOGUE,
    "field": HEAD.replace("exposure_s = 0.063", "exposure_s = 100") + FIELD,
}


def refused(lesson: str, before: str, after: str, key: str, remedy: str, *, line: str | None = None) -> Any:
    """A mistake: what is replaced by what, the key named, what the remedy says, and the line that is pointed at."""
    return pytest.param(lesson, before, after, key, remedy, line, id=f"{lesson}: {key}: {remedy[:40]}")


MISTAKES = [
    refused("verdict", 'kind = "decide"', 'kind = "decides"', "kind", "did you mean decide"),
    refused("verdict", 'step = "collimate"', 'step = "colimate"', "step", "did you mean collimate"),
    refused("verdict", 'level = "apply"', "level = 3", "level", "accepted: remember, apply"),
    refused("verdict", "difficulty = 2", 'difficulty = "2"', "difficulty", "must be a whole number, without quotes"),
    refused("verdict", "difficulty = 2", "difficulty = 4", "difficulty", "must be 1 (easy), 2 or 3 (hard)"),
    refused("verdict", 'picture = "settings"', 'picture = "photo"', "picture", "accepted: settings, timeline"),
    refused("verdict", 'title = "A', f'title = "A{"a" * 60}', "title", "has 80 characters; write 1 to 60"),
    refused("verdict", "takeaway", "take_away", "take_away", "is not a key here; did you mean takeaway?"),
    refused("verdict", 'level = "apply"\n', "", "level", "is needed", line="title = "),
    refused("verdict", '"minimise_dose", ', '"minimize_dose", ', "competency 1", "accepted: select_images"),
    refused("verdict", '["minimise_dose", "protect_and_shield"]', "[]", "competency", "name at least one key"),
    refused("verdict", 'exam = "bitewing"', 'exam = "bitewings"', "exam", "accepted: bitewing, periapical"),
    refused("verdict", 'age_group = "child"', 'age_group = "adult"', "age_group", "does not fit the age of 7"),
    refused("verdict", "The patient is 7", "She is 7", "vignette", "says 'she'"),
    refused("verdict", "A recall visit.", "A boy comes.", "vignette", "says 'boy'"),
    refused("verdict", "A rectangular beam is about half as wide.", " ", "takeaway", "is empty"),
    refused("verdict", '"image_gently_2014"', '"image_gentle"', "source 1, id", "is not in data/sources.toml"),
    refused("verdict", '"image_gently_2014"', '"ncrp_172"', "source 1, id", "has been read by nobody"),
    refused("verdict", '"campaign message, point 4"', '""', "source 1, where", "is empty"),
    refused("verdict", 'where = "campaign', '# where = "campaign', "source 1, where", "is needed", line="[[source]]"),
    refused("verdict", "age_years = 7", "age_years = 700", "case, patient, age_years", "700 is not plausible"),
    refused("verdict", "mA = 7", "ma = 7", "case, setup, ma", "did you mean mA?"),
    refused("verdict", "[case]", "[cases]", "cases", "is not a key here; did you mean case?"),
    refused("verdict", 'answer = "verdict"', 'answer = "verdic"', "question 1, answer", "did you mean verdict?"),
    refused("verdict", 'answer = "choice"\n', "", "question 2, answer", "is needed", line="[[question]]"),
    refused("verdict", "ask = ", "asks = ", "question 1, asks", "did you mean ask?"),
    refused("verdict", '"verdict"\nstep = "collimate"', '"verdict"\nstep = "cbct"', "question 1, step", "no verdict"),
    refused("verdict", "right = true", "right = false", "question 2, option", "0 are right; exactly one"),
    refused("verdict", "right = false", "right = true", "question 2, option", "2 are right; exactly one"),
    refused("verdict", "right = false", 'right = "no"', "question 2, option 2, right", "must be true or false"),
    refused(
        "verdict",
        'because = "The shape',
        '# because = "The shape',
        "question 2, option 2, because",
        "is needed",
        line="[[qu",
    ),
    refused("verdict", '"The receptor still needs the same."', '""', "question 2, option 3, because", "is empty"),
    refused(
        "verdict",
        "Less of the head",
        "Less of the head, the neck, the shoulders and all that lies behind them",
        "question 2, option 1, says",
        "is much longer than every wrong one",
    ),
    refused(
        "verdict", "The rays become softer at once.", "Less of the head is in the beam.", "question 2, option", "same"
    ),
    refused("verdict", ", collar = true }", ", images = 400 }", "question 3, option 1", "setup.images: 400"),
    refused(
        "verdict", '{ beam = "rectangular"', "{ kV = 60", "question 3, option", "0 of them ask for no further change"
    ),
    refused("verdict", "[case]", f"{DRAWN}[case]", "drawn", "is not drawn where there is a [case]"),
    refused("drawn", "asked = 120", "asked = 140", "drawn, values, asked", "which the vignette does not tell"),
    refused("drawn", DRAWN, "", "drawn", "is needed where there is no [case]", line="title"),
    refused("numbers", 'of = "dose_uSv"', 'of = "dose"', "question 1, of", "did you mean dose_uSv?"),
    refused("numbers", "kV = 60, ", "", "question 2, of", "cannot be worked out from this case; tell kV"),
    refused("numbers", '{ beam = "rectangular" } }', '{ beam = "full" } }', "question 2, after", "setup.beam: full"),
    refused("numbers", "after = {", "later = {", "question 2, later", "did you mean after?"),
    refused("numbers", 'of = "dose_uSv"\n', "", "question 1, of", "is needed", line="[[question]]"),
    refused("numbers", '"panoramic"', '"panorama"', "question 3, item 1", "exam: 'panorama' is not known"),
    refused(
        "numbers",
        '"cbct", patient = { age_years = 7 }, setup = { fov = "large" }',
        '"panoramic", patient = { age_years = 7 }',
        "question 3, item",
        "is too near to item",
    ),
    refused("issuers", '"thyroid_collar"', '"collar"', "question 1, topic", "accepted: earlier_images"),
    refused(
        "issuers", 'topic = "thyroid_collar"', 'topic = "cbct_indication"', "question 1, topic", "nobody speaks of"
    ),
    refused("issuers", '"improve"', '"avoid"', "question 1, verdict", "choose one that some give"),
    refused("issuers", '"Image Gently"', '"Image Wisely"', "question 2, issuer", "who does: Image Gently"),
    refused("level", '"R018"', '"R999"', "question 1, reference_level", "is not the id of a reference level"),
    refused("level", '"R018"', '"R049"', "question 1, reference_level", "has not been read"),
    refused("level", "value = 150", 'value = "150"', "question 1, value", "must be a number, without quotes"),
    refused("bad", "right = true", "right = false", "question 1, option", "0 of 3 are to be picked"),
    refused("bad", "This picture shows", "This safe picture shows", "question 1, option 1, says", "says 'safe'"),
    refused(
        "dialogue", 'next = "size"', 'next = "sizes"', "question 1, turn 1, option 1, next", "accepted: size, start"
    ),
    refused("dialogue", 'next = "size"\n', "", "question 1, turn 2, id", "is never reached"),
    refused(
        "dialogue",
        'because = "It is small and not nothing."',
        'because = "It is small and not nothing."\nnext = "start"',
        "question 1, turn 1, id",
        "leads back to itself",
    ),
    refused(
        "dialogue",
        '"how small"]\n\n',
        '"how small", "thanks"]\n\n',
        "question 1, checklist 3",
        "is met by no right reply",
    ),
    refused("dialogue", 'meets = ["how small"]', 'meets = ["how"]', "question 1, turn 2, option 1, meets", "checklist"),
    refused(
        "dialogue", "a few hours of life", "one chest X-ray", "question 1, turn 2, option 1, says", "says 'chest X"
    ),
    refused("dialogue", 'id = "size"', 'id = "start"', "question 1, turn", "two have the same id"),
    refused("dialogue", 'parent = "How much is it?"', 'parent = ""', "question 1, turn 2, parent", "is empty"),
    refused("dialogue", '["benefit first", "how small"]', "[]", "question 1, checklist", "is empty"),
    refused("field", "exposure_s = 100", "exposure_s = 0.063", "question 1, fields", "is read without complaint"),
    refused("field", '"setup.exposure_s", ', '"setup.cone_cm", ', "question 1, fields", "must hold the field"),
    refused("field", ', "setup.kV", "setup.mA"', "", "question 1, fields", "stands 1 times; write 3 to 5"),
]


ODDITIES = ("1", "-1", "0.0", '""', '"x"', "true", "[]", "[1]", '["a", "b"]', "{}", "{ a = 1 }", "2026-11-21", "9" * 30)


@cache
def known() -> Knowledge:
    return load_knowledge()


def read_lesson(text: str, name: str, knowledge: Knowledge) -> Lesson:
    """The lesson of a file in which nothing is wrong; else the first thing that is."""
    lesson, wrong = checked(name, text, knowledge, load_course())
    if wrong or lesson is None:
        raise wrong[0]
    return lesson


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.mark.parametrize("text", LESSONS.values(), ids=LESSONS)
def test_a_lesson_of_every_answer_is_read(text: str, knowledge: Knowledge) -> None:
    lesson = read_lesson(text, NAME, knowledge)

    assert lesson.id == "a_wide_beam_at_seven"
    assert len(lesson.questions) == len(tomllib.loads(text)["question"])
    assert lesson.sources[0].id == "image_gently_2014"


def test_what_a_file_says_is_in_the_lesson(knowledge: Knowledge) -> None:
    """Tables of a file, in the singular, become tuples; a case stays as it is told."""
    lesson = read_lesson(LESSONS["verdict"], NAME, knowledge)
    verdict, choice, _ = lesson.questions

    assert isinstance(verdict, VerdictQuestion)
    assert isinstance(choice, ChoiceQuestion)
    assert [option.right for option in choice.options] == [True, False, False]
    assert lesson.competencies == ("minimise_dose", "protect_and_shield")
    assert lesson.case == tomllib.loads(HEAD)["case"]


def test_a_talk_keeps_its_turns(knowledge: Knowledge) -> None:
    (talk,) = read_lesson(LESSONS["dialogue"], NAME, knowledge).questions

    assert isinstance(talk, DialogueQuestion)
    assert [turn.id for turn in talk.turns] == ["start", "size"]
    assert talk.turns[0].options[0].next == "size"
    assert talk.turns[1].options[0].next is None


@pytest.mark.parametrize(("lesson", "before", "after", "key", "remedy", "line"), MISTAKES)
def test_a_mistake_names_file_line_key_and_remedy(
    lesson: str, before: str, after: str, key: str, remedy: str, line: str | None, knowledge: Knowledge
) -> None:
    """The line is that of the key; for a missing one that of the table that lacks it."""
    text = LESSONS[lesson]
    assert before in text
    spoiled = text.replace(before, after, 1)

    with pytest.raises(Refusal) as refusal:
        read_lesson(spoiled, NAME, knowledge)

    error = refusal.value
    assert error.file == NAME
    assert remedy in error.remedy
    assert (
        re.sub(r" \d+$", "", error.field) == re.sub(r" \d+$", "", key) if "too near" in remedy else error.field == key
    )
    name = re.findall(r"[a-z_]+", error.field)[-1]
    assert (line or name) in spoiled.splitlines()[error.line - 1]


def test_computed_answers_need_a_case(knowledge: Knowledge) -> None:
    without = re.sub(r"\[case\].*?\n\n", "\n", LESSONS["verdict"], flags=re.DOTALL).replace(
        'picture = "settings"\n', ""
    )

    with pytest.raises(Refusal, match="question 1, answer: is worked out from a case; add \\[case\\]"):
        read_lesson(without, NAME, knowledge)


def test_a_picture_needs_a_case(knowledge: Knowledge) -> None:
    without = HEAD[: HEAD.index("[case]")] + CHOICE

    with pytest.raises(Refusal, match="picture: is drawn from"):
        read_lesson(without, NAME, knowledge)


@pytest.mark.parametrize("kind", ["rank", "estimate", "change", "find_bad", "dialogue", "who_says"])
def test_a_kind_asks_a_question_of_its_kind(kind: str, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match=r"kind: .* needs a question of its kind"):
        read_lesson(HEAD.replace('"decide"', f'"{kind}"') + VERDICT, NAME, knowledge)


def test_a_lesson_without_questions_and_one_with_five_are_refused(knowledge: Knowledge) -> None:
    for many in (0, 5):
        with pytest.raises(Refusal, match=f"question: stands {many} times"):
            read_lesson(HEAD + many * VERDICT, NAME, knowledge)


@pytest.mark.parametrize(
    ("spoiled", "line"),
    [("title = \n", 1), (HEAD + "[[question]\n", 25), (HEAD.replace('"""', "'", 1), 24), ("a = 1\na = 2\n", 2)],
    ids=["no value", "half a header", "open text", "twice"],
)
def test_what_is_no_toml_is_told_with_its_line(spoiled: str, line: int, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match="is not TOML") as refusal:
        read_lesson(spoiled, NAME, knowledge)

    assert refusal.value.line == line


def test_a_name_that_is_no_id_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match="the name of the file is the lesson's id"):
        read_lesson(LESSONS["verdict"], "My lesson.toml", knowledge)


def test_a_median_of_few_images_or_of_another_quantity_cannot_be_compared(knowledge: Knowledge, course: Course) -> None:
    few = LESSONS["level"].replace("images_measured = 30", "images_measured = 2")
    other = LESSONS["level"].replace("images_measured = 30", 'quantity = "incident_air_kerma_mGy"')
    for text in (few, other):
        assert problems(read_lesson(text, NAME, knowledge), knowledge, course) == []


def test_a_lesson_that_takes_too_long_or_asks_a_number_out_of_reach_is_refused(
    knowledge: Knowledge, course: Course
) -> None:
    """Six touches; and a number that no rung of the ladder comes near."""
    with pytest.raises(Refusal, match="question: takes 6 touches; 5 at most"):
        read_lesson(LESSONS["issuers"] + LEVEL, NAME, knowledge)

    low = replace(course.marking, rungs={**course.marking.rungs, Quantity.DOSE: (300.0,)})
    found = problems(
        read_lesson(LESSONS["numbers"], NAME, knowledge), knowledge, replace(course, marking=low), date(2026, 11, 22)
    )

    assert [each.path for each in found] == [("question", 0, "of")]


def test_words_that_parents_are_not_told_are_refused_in_right_options_too(knowledge: Knowledge) -> None:
    """Where the lesson is about talking; elsewhere a right option may name what is wrong."""
    applied = (HEAD + VERDICT + CHOICE).replace("Less of the head is in the beam.", "It is safe.")
    read_lesson(applied, NAME, knowledge)

    with pytest.raises(Refusal, match="question 2, option 1, says: says 'safe'"):
        read_lesson(applied.replace('level = "apply"', 'level = "communicate"'), NAME, knowledge)


def test_what_is_right_is_of_the_day_that_is_asked(knowledge: Knowledge, course: Course) -> None:
    """In 2015 neither AAOMR nor FDA alone had spoken of the collar; a case with a day of its own keeps to it."""
    lesson = read_lesson(LESSONS["issuers"], NAME, knowledge)
    asked = [LessonToday(lesson, knowledge, course.marking, date(year, 11, 22)) for year in (2015, 2026)]
    before, now = (solve(lesson.questions[0], each) for each in asked)
    kept = replace(lesson, case={**(lesson.case or {}), "on": "2015-11-22"})

    assert isinstance(before, Picks)
    assert isinstance(now, Picks)
    assert {each.key for each in now.offered} - {each.key for each in before.offered} == {"AAOMR", "FDA"}
    assert solve(kept.questions[0], replace(asked[1], lesson=kept)) == before


@given(st.sampled_from(sorted(LESSONS)), st.data())
def test_however_a_file_is_spoiled_it_is_read_or_refused(which: str, data: st.DataObject) -> None:
    """Lines lost, doubled or swapped, words exchanged for others: an answer always, never a crash."""
    lines = LESSONS[which].splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        here, there = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        what = data.draw(st.sampled_from(("lost", "doubled", "swapped", "written")))
        if what == "lost" and len(lines) > 1:
            del lines[here]
        elif what == "doubled":
            lines.insert(there, lines[here])
        elif what == "swapped":
            lines[here], lines[there] = lines[there], lines[here]
        else:
            key = lines[here].partition(" = ")[0]
            lines[here] = f"{key} = {data.draw(st.sampled_from(ODDITIES))}"
    lesson, wrong = checked(NAME, "\n".join(lines), known(), load_course())

    assert lesson is not None or len(wrong) == 1
    assert all(1 <= error.line <= len(lines) + 1 and error.remedy for error in wrong)


@pytest.mark.parametrize(
    "inside", ["[" * 5000, "{a = " * 5000, "[" * 200 + "]" * 200, "{" + "a." * 40_000 + "a = 1}"], ids=len
)
def test_a_file_nested_without_end_is_refused(inside: str, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal):
        read_lesson(f"case = {inside}", NAME, knowledge)


@pytest.mark.parametrize("before", ["", "[case]\n"])
def test_a_number_of_thousands_of_digits_is_refused(before: str, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match="has a number of thousands of digits"):
        read_lesson(f"{before}age_years = {'9' * 5_000}", NAME, knowledge)


@pytest.mark.parametrize("key", ['"x.².y"', '"a\\nb"', '"٣"'])
def test_a_strange_key_in_a_case_is_refused(key: str, knowledge: Knowledge) -> None:
    """A raised figure is a digit, but no number."""
    strange = LESSONS["verdict"].replace("[case]\n", f"[case]\n{key} = 1\n", 1)
    with pytest.raises(Refusal, match="is not a field of a case"):
        read_lesson(strange, NAME, knowledge)


def test_what_a_mistaken_lesson_repeats_is_short(knowledge: Knowledge, course: Course) -> None:
    long = LESSONS["verdict"].replace('exam = "bitewing"', f'exam = "{"x" * 90_000}"', 1)
    _, wrong = checked(NAME, long, knowledge, course)

    assert wrong
    assert max(len(f"{each}") for each in wrong) < 600


# The command


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def asked(*arguments: str | Path) -> tuple[int, str, str]:
        status = main(["lessons", *map(str, arguments)])
        told = capsys.readouterr()
        return status, told.out, told.err

    return asked


def test_the_command_tells_questions_and_answers_of_a_good_file(run: Any, tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_text(LESSONS["verdict"], encoding="utf-8")
    status, told, wrong = run("check", file)

    assert (status, wrong) == (0, "")
    assert told.startswith(f"{file}: 3 questions; 1: improve; 2: Less of the head is in the beam.; 3: Rectangular beam")
    assert told.count("\n") == 1


def test_the_command_tells_every_mistake_of_every_file(run: Any, tmp_path: Path) -> None:
    good, bad, worse = (tmp_path / name for name in ("good.toml", "bad.toml", "worse.toml"))
    good.write_text(LESSONS["verdict"], encoding="utf-8")
    mistaken = LESSONS["verdict"].replace("difficulty = 2", "difficulty = 7").replace('"minimise_dose", ', '"x", ')
    bad.write_text(mistaken, encoding="utf-8")
    worse.write_bytes(b"\xff\xfe")
    status, told, wrong = run("check", good, bad, worse)

    assert status == 2
    assert told == ""
    assert wrong.splitlines()[0] == f"{bad}:8: difficulty: must be 1 (easy), 2 or 3 (hard)"
    assert wrong.splitlines()[1].startswith(f"{bad}:6: competency 1: 'x' is not known; accepted: select_images")
    assert wrong.splitlines()[2] == f"{worse}:1: lesson: is not UTF-8 text; save a lesson as UTF-8 TOML"


def test_the_command_names_a_file_that_is_not_there(run: Any, tmp_path: Path) -> None:
    status, told, wrong = run("check", tmp_path / "none.toml")

    assert (status, told) == (2, "")
    assert wrong.startswith(f"{tmp_path / 'none.toml'}: cannot be read")


def test_the_command_lists_all_lessons(run: Any) -> None:
    status, told, wrong = run("list")
    header, *lines = told.splitlines()

    assert (status, wrong) == (0, "")
    assert header.split("\t") == ["id", "kind", "step", "exam", "age_group", "competency", "level", "difficulty"]
    assert [line.split("\t")[0] for line in lines] == [Path(name).stem for name in files("lessons/*.toml")]
    assert {len(line.split("\t")) for line in lines} == {8}


# The folder


def test_a_folder_of_lessons_is_read_by_name(tmp_path: Path) -> None:
    shutil.copytree(DATA / "lessons", tmp_path / "lessons")
    (tmp_path / "lessons" / NAME).write_text(LESSONS["numbers"], encoding="utf-8")
    lessons = load_lessons(tmp_path)

    assert [lesson.id for lesson in lessons] == sorted(lesson.id for lesson in lessons)
    assert "a_wide_beam_at_seven" in {lesson.id for lesson in lessons}


def test_a_bad_file_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / NAME).write_text(LESSONS["numbers"].replace("kind", "kin"), encoding="utf-8")

    with pytest.raises(Refusal, match=rf"^lessons/{NAME}:"):
        load_lessons(tmp_path)


def test_a_course_that_lacks_a_key_is_refused_with_its_line(tmp_path: Path) -> None:
    text = (DATA / "competencies.toml").read_text(encoding="utf-8")
    (tmp_path / "competencies.toml").write_text(text.replace("pass_percent = 70.0\n", ""), encoding="utf-8")
    line = text.splitlines().index("[exam]") + 1

    with pytest.raises(DataError, match=rf"^competencies.toml, line {line}, exam.pass_percent: "):
        load_course(tmp_path)


# Lines


@pytest.mark.parametrize("name", files("**/*.toml"))
def test_every_key_of_every_file_is_found_on_its_line(name: str) -> None:
    """tomllib says which keys there are; the line that is named holds the last of the key's words."""
    text = (DATA / name).read_text(encoding="utf-8")
    lines = text.splitlines()
    for path in paths(toml(name)):
        word = next(f"{part}" for part in reversed(path) if isinstance(part, str))
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lines[line_of(text, path) - 1])
        assert found or isinstance(path[-1], int), path


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key of a TOML value by its path, and every place in a list."""
    each = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in each:
        yield (*path, key)
        yield from paths(inside, (*path, key))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 1),
        (("v",), 2),
        (("c", 0, "e", "f"), 7),
        (("c", 1), 8),
        (("c", 2), 10),
        (("q", 0, "x", "y"), 13),
        (("q", 0, "o", 1, "s"), 17),
        (("q", 1, "o", 0, "s"), 20),
        (("q", 1, "missing"), 18),
        (("t", "a b", "c", "z"), 22),
        (("", 0), 23),
        (("", 0, "", "y"), 24),
        (("nowhere",), 1),
    ],
    ids=str,
)
def test_lines_of_all_that_toml_can_write(path: tuple[str | int, ...], line: int) -> None:
    """Texts over several lines, lists, tables in lines, dotted and quoted keys, comments."""
    text = '''a = 1
v = """x
[[q]]
b = 3
"""
c = [
  {d = 1, e = {f = "a,]}"}},
  2026-01-01 10:00:00,
  # [[q]]
  3,
]
[[q]] # first
x.y = 1
[[q.o]]
s = 'a'
[[q.o]]
s = 'b'
[[q]]
[[q.o]]
s = 1
[t."a b".c]
z = 1
[[""]] # a name of no letters is one
"".y = 1
'''
    assert line_of(text, path) == line
