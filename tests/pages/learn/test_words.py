"""Words of Learn are looked up when they are drawn: a language that nobody speaks reaches every part and question.

What a lesson says is data of its own language, so it stands as its file has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.knowledge import Knowledge
from advisor.lessons.lesson import ANSWERS
from advisor.pages.learn.part import Part
from tests.pages.app import page_of, ran, text
from tests.pages.learn.test_page import one_of, played, today

LETTERS = re.compile(r"[A-Za-z]{3}")
DRAWN = re.compile(r"!\[\]\(data:[^)]*\)")


def _script() -> None:
    from advisor.language import speaking
    from advisor.pages.learn import page
    from tests.pseudo import Pseudo

    with speaking(Pseudo()):
        page.page()


def said_by(value: Any) -> Iterator[str]:
    """Every sentence within a noun of data."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from said_by(getattr(value, each.name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from said_by(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from said_by(each)


@pytest.fixture(scope="module")
def data(knowledge: Knowledge) -> str:
    told = (
        *(lesson for lesson in today().lessons.values()),
        *knowledge.sources.values(),
        *knowledge.tables.primer,
        *knowledge.tables.comparators,
        *today().course.competency.values(),
        today().course.exam,
    )
    return "\n".join(plain(each) for lesson in told for each in said_by(lesson))


def plain(said: str) -> str:
    return " ".join(re.sub(r"[\\*_>~]", "", said).split())


def not_looked_up(at: AppTest, data: str) -> list[str]:
    lines = [*text(at).splitlines(), *(each.label for each in (*at.button, *at.expander, *at.pills))]
    lines += [each.label for each in (*at.checkbox, *at.select_slider, *at.selectbox, *at.text_input)]
    bare = (line for line in lines if LETTERS.search(DRAWN.sub("", line)) and not {"⟦", "⟧"} & set(line))
    return [line for line in bare if plain(line).removeprefix("- ") not in data]


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.LESSON])
def test_every_line_of_a_part_is_looked_up(part: Part, data: str) -> None:
    at = page_of(_script)
    at.session_state["learn_part"] = part
    at.session_state["learn_kept"] = {"kept": ""}
    ran(at)

    assert len(text(at).splitlines()) > 2
    assert not_looked_up(at, data) == []


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_line_of_a_lesson_is_looked_up(kind: str, data: str) -> None:
    """Its question, and once it is answered the verdict, what lies behind it and how sure; answers are no words."""
    lesson = one_of(kind)
    at = page_of(_script)
    at.query_params["lesson"] = lesson
    ran(at)

    assert not_looked_up(at, data) == []

    played(at, lesson, right=False)

    assert any(each.key == "learn_sure_fairly" for each in at.button)
    assert not_looked_up(at, data) == []
