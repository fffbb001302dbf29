"""A mistake in any file of data/ stops the program with file, line, key and the nearest right word."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from advisor.audit.standards import standards
from advisor.evidence.published import load_published
from advisor.exchange._order_codes import order_codes
from advisor.intake.recognised import recognised, tooth_codes
from advisor.intake.refusal import Refusal
from advisor.knowledge import DataError, load_knowledge
from advisor.lessons.course import load_course
from advisor.lessons.reading import load_lessons
from tests.data_files import DATA, files

KINDS = (*files("*.toml"), "guidance/image_gently_2014.toml", "places/US.toml", "lessons/longer_cone.toml")
KEY = re.compile(r"^([A-Za-z_]+) = ", re.MULTILINE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("spoiled") / "data"))


def read_all(folder: Path, name: str) -> None:
    """What reads the file: most are read at the start, some by the part that needs them."""
    part = {
        "audit.toml": standards.__wrapped__,
        "competencies.toml": load_course,
        "intake.toml": recognised.__wrapped__,
        "order_codes.toml": order_codes.__wrapped__,
        "reader_words.toml": load_published,
        "tooth_codes.toml": tooth_codes.__wrapped__,
    }.get(name, load_lessons if name.startswith("lessons/") else load_knowledge)
    part(folder)


@pytest.mark.parametrize("name", KINDS)
def test_a_misspelt_key_of_every_kind_of_file_is_named_with_its_line(copy: Path, name: str) -> None:
    file = copy / name
    whole = file.read_text(encoding="utf-8")
    key = KEY.search(whole)
    assert key
    file.write_text(whole[: key.end(1)] + key[1][-1] + whole[key.end(1) :], encoding="utf-8")
    try:
        with pytest.raises((DataError, Refusal)) as refused:
            read_all(copy, name)
    finally:
        file.write_text(whole, encoding="utf-8")
    line = whole[: key.start()].count("\n") + 1

    assert re.match(rf"{re.escape(name)}(, line |:){line}\b", f"{refused.value}")
    assert f"{key[1]}{key[1][-1]}" in f"{refused.value}"
    assert f"did you mean {key[1]}?" in f"{refused.value}"


@pytest.mark.parametrize("name", files("*.csv"))
def test_a_misspelt_column_of_every_table_is_named(copy: Path, name: str) -> None:
    file = copy / name
    whole = file.read_text(encoding="utf-8")
    column = whole.partition(",")[2].partition(",")[0]
    file.write_text(whole.replace(column, f"{column}x", 1), encoding="utf-8")
    try:
        with pytest.raises(DataError, match=rf"^{re.escape(name)}, line \d+, {column}x: .*did you mean {column}\?"):
            load_knowledge(copy)
    finally:
        file.write_text(whole, encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("phantom = [", "phantomm = ["), ("film_d = [", "film_dd = ["), ('charge_mAs = ["', 'charge_mA = ["'),
        ("molar = [\"molar", "molars = [\"molar"), ('rotation = "panoramic"', 'rotation = "panoramik"'),
    ],
)  # fmt: skip
def test_what_the_terms_of_files_stand_for_is_held_against_what_there_is(copy: Path, right: str, wrong: str) -> None:
    file = copy / "intake.toml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(f"\n{right}", f"\n{wrong}", 1), encoding="utf-8")
    try:
        with pytest.raises(DataError, match=r"^intake\.toml, line \d+, .* is not known.*did you mean "):
            recognised.__wrapped__(copy)
    finally:
        file.write_text(whole, encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('exam = "bitewing"', 'exam = "bitewingg"'), ('source = "maryland_cdt_2011"', 'source = "maryland_cdt_2012"')],
)
def test_what_the_number_of_an_order_names_is_held_against_what_there_is(copy: Path, right: str, wrong: str) -> None:
    """Exam and document, with the nearest word that there is."""
    file = copy / "order_codes.toml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(f"\n{right}", f"\n{wrong}", 1), encoding="utf-8")
    line = whole[: whole.index(f"\n{right}") + 1].count("\n") + 1
    try:
        with pytest.raises(DataError, match=rf"^order_codes\.toml, line {line}, code\.\d+\.\w+: .* did you mean "):
            order_codes.__wrapped__(copy)
    finally:
        file.write_text(whole, encoding="utf-8")
