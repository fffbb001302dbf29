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
    ("name", "right", "wrong"),
    [
        ("intake.toml", "phantom = [", "phantomm = ["), ("intake.toml", "film_d = [", "film_dd = ["),
        ("intake.toml", 'charge_mAs = ["', 'charge_mA = ["'), ("intake.toml", "molar = [\"molar", "molars = [\"molar"),
        ("intake.toml", 'rotation = "panoramic"', 'rotation = "panoramik"'),
        ("intake.toml", 'DIRECT = "sensor"', 'DIRECT = "sensr"'),
        ("tooth_codes.toml", 'fdi = "14"', 'fdi = "114"'),
        ("order_codes.toml", 'exam = "full_mouth"', 'exam = "full_mout"'),
        ("order_codes.toml", 'source = "maryland_cdt_2011"', 'source = "maryland_cdt_2012"'),
        ("audit.toml", 'source = "almen_2022"', 'source = "almen_2202"'),
        ("units.toml", 'start = "film_f"', 'start = "film_ff"'),
        ("units.toml", 'end = "cone 30 cm"', 'end = "cne 30 cm"'),
    ],
)  # fmt: skip
def test_a_word_that_stands_for_something_is_held_against_what_there_is(
    copy: Path, name: str, right: str, wrong: str
) -> None:
    """Beside the names in what is read at the start (`test_references.py`)."""
    file = copy / name
    whole = file.read_text(encoding="utf-8")
    line = whole.partition(f"\n{right}")[0].count("\n") + 2
    file.write_text(whole.replace(f"\n{right}", f"\n{wrong}", 1), encoding="utf-8")
    try:
        said = rf"^{re.escape(name)}, line {line}, .* is not known.*(accepted:|did you mean) "
        with pytest.raises(DataError, match=said):
            read_all(copy, name)
    finally:
        file.write_text(whole, encoding="utf-8")
