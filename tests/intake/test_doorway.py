"""Whatever comes from outside is read by one reader and refused by one noun: the same faults, the same codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import Formatter
from time import process_time
from typing import Any, Final

import pytest

from advisor.audit.summary import SUMMARY_TEXT, summary_from_text
from advisor.command_line.commands import CASE_TEXT
from advisor.intake.case import read_case
from advisor.intake.columns import MAPPING, columns_from_text
from advisor.intake.generator import exposures_of_text
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import number_told
from advisor.knowledge import Knowledge
from advisor.lessons.course import load_course
from advisor.lessons.reading import LESSON_TEXT, checked
from advisor.pages.my_units import kept
from advisor.student import progress, under_way
from advisor.xray_unit.reading import UNIT_TEXT, unit_from_text

Read = Callable[[bytes], Any]
JSON_KINDS: Final = ("case", "unit", "progress", "under way", "kept", "columns", "summary", "generator")
ADVISOR: Final = Path(__file__).parents[2] / "advisor"


@pytest.fixture(scope="module")
def doors(knowledge: Knowledge) -> dict[str, Read]:
    course = load_course()

    def lesson(raw: bytes) -> None:
        _, wrong = checked("lesson.toml", raw, knowledge, course, date(2026, 11, 28))
        if wrong:
            raise wrong[0]

    return {
        "case": lambda raw: read_case(CASE_TEXT.json(raw, "case"), knowledge),
        "unit": lambda raw: unit_from_text(raw, knowledge),
        "lesson": lesson,
        "progress": progress.read,
        "under way": lambda raw: under_way.read(raw),  # type: ignore[arg-type]  # a browser gives text
        "kept": lambda raw: kept.read(raw, knowledge),
        "columns": columns_from_text,
        "summary": summary_from_text,
        "generator": lambda raw: exposures_of_text(raw, "g.json", recognised(), knowledge),
    }


def why(read: Read, raw: bytes) -> Why:
    with pytest.raises(Refusal) as refused:
        read(raw)
    assert f"{refused.value}"
    assert "{" not in refused.value.remedy.replace(MAPPING.remedy, "")
    return refused.value.why


@pytest.mark.parametrize("kind", [*JSON_KINDS, "lesson"])
def test_what_is_no_utf8_is_refused_alike(doors: dict[str, Read], kind: str) -> None:
    assert why(doors[kind], b'{"a": "\xff\xfe"}') is Why.NOT_UTF8


def test_half_a_character_in_a_browsers_text_is_refused_and_a_whole_one_is_not(knowledge: Knowledge) -> None:
    """No screen can be told a half: the sentence that names the unit would end in an error page."""
    with pytest.raises(Refusal) as refused:
        kept.read('{"units": [{"name": "\ud83d"}]}', knowledge)
    assert refused.value.why is Why.NOT_UTF8
    assert CASE_TEXT.json('{"a": "\\ud83d\\ude00"}', "case") == {"a": "\N{GRINNING FACE}"}


@pytest.mark.parametrize("kind", JSON_KINDS)
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"version": 1, "version": 2}', Why.TOLD_TWICE),
        (b'{"a": ' + b"[" * 3_000 + b"]" * 3_000 + b"}", Why.NOT_JSON),
        (b'{"a": ' + b"9" * 5_000 + b"}", Why.NOT_JSON),
        (b'{"a": 1', Why.NOT_JSON),
        (b'{"a": "\\ud83d"}', Why.HALF_CHARACTER),
        (b'{"\\uDFFF": 1}', Why.HALF_CHARACTER),
    ],
    ids=["a key twice", "endless nesting", "endless number", "torn", "half a character", "half a character in a key"],
)
def test_what_is_no_plain_json_is_refused_alike(doors: dict[str, Read], kind: str, raw: bytes, code: Why) -> None:
    assert why(doors[kind], raw) is code


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("case", CASE_TEXT.most_bytes), ("unit", UNIT_TEXT.most_bytes), ("lesson", LESSON_TEXT.most_bytes),
        ("progress", progress.LARGEST_BYTES), ("under way", under_way.LARGEST_BYTES), ("kept", kept.LARGEST_BYTES),
        ("columns", MAPPING.most_bytes), ("summary", SUMMARY_TEXT.most_bytes),
    ],
)  # fmt: skip
def test_what_is_too_large_is_refused_before_it_is_read(doors: dict[str, Read], kind: str, most: int) -> None:
    assert why(doors[kind], b"\xff" * (most + 1)) is Why.TOO_LARGE


@pytest.mark.parametrize("raw", [b"a = 1\na = 2", b"a = [", b"a = 1." * 2_000], ids=["twice", "torn", "dots"])
def test_toml_is_refused_with_its_line(doors: dict[str, Read], raw: bytes) -> None:
    for kind in ("unit", "lesson"):
        assert why(doors[kind], raw) in (Why.NOT_TOML, Why.BEYOND_TOML)


@pytest.mark.parametrize("told", ["1" * 20_000 + "a", "." + "1" * 20_000 + "e", "1e" + "1" * 20_000 + "."])
def test_what_is_nearly_a_number_is_refused_at_once(told: str) -> None:
    """An address may hold as much; the pattern took the square of its length, and the whole server stood meanwhile."""
    begun = process_time()
    with pytest.raises(ValueError, match="is no number"):
        number_told(told)

    assert process_time() - begun < 1.0  # seconds of processor; 16 for the first before


def test_every_refusal_is_made_of_a_code_with_the_parameters_of_its_sentence() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ADVISOR.rglob("*.py")]
    calls = [call for text in texts for call in ast.walk(ast.parse(text)) if isinstance(call, ast.Call)]
    for call in (call for call in calls if getattr(call.func, "id", "") == "Refusal"):
        code, told = ast.unparse(call.args[1]), {each.arg for each in call.keywords}
        assert code.startswith("Why.") or code.endswith(".why"), ast.unparse(call)  # its own, or that of another
        if code.startswith("Why."):
            names = {name for _, name, _, _ in Formatter().parse(Why[code[4:]].value) if name}
            assert told - {"file", "line", None} == names, ast.unparse(call)

    assert set(Why.__members__) - {code for text in texts for code in re.findall(r"Why\.([A-Z_0-9]+)", text)} == set()
