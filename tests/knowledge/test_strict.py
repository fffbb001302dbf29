"""The reader of data/ is strict and loud: a mistake in a file stops the program and names file, line and key."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from advisor import load_knowledge
from advisor.knowledge import DataError
from tests.data_files import DATA

CAMPAIGN = "guidance/image_gently_2014.toml"
MISTAKES = [
    pytest.param(
        CAMPAIGN, r'^issuer = "Image Gently"$', r'\g<0>\ncolour = "blue"', "colour", id="unknown key of an edition"
    ),
    pytest.param(CAMPAIGN, r"^title = .*$", "", "title", id="missing key of an edition"),
    pytest.param(CAMPAIGN, r"^year = 2014$", 'year = "2014"', "year", id="a number in quotes"),
    pytest.param(CAMPAIGN, r"^year = 2014$", "year = true", "year", id="true instead of a number"),
    pytest.param(CAMPAIGN, r"^in_force_from = .*$", 'in_force_from = "soon"', "in_force_from", id="no date"),
    pytest.param(CAMPAIGN, r'^reach = \["WORLD"\]$', 'reach = "WORLD"', "reach", id="a word instead of a list"),
    pytest.param(
        CAMPAIGN, r'^position = "use"$', r'\g<0>\nstrengthh = "law"', "strengthh", id="misspelt key of a statement"
    ),
    pytest.param(CAMPAIGN, r'^topic = "receptor"$', 'topic = "recepter"', "topic", id="topic that is not one"),
    pytest.param(
        CAMPAIGN, r'^certainty = "seen_twice"$', 'certainty = "sure"', "certainty", id="certainty that is not one"
    ),
    pytest.param(CAMPAIGN, r'^where = "campaign message, point 5"$', "", "where", id="statement without its place"),
    pytest.param(
        "places/US.toml", r"^msv_per_year = 3.1$", 'msv_per_year = "high"', "msv_per_year", id="word for a dose"
    ),
    pytest.param("places/US.toml", r"^radon_basis = .*$", "", "radon_basis", id="background without radon basis"),
    pytest.param("exams.toml", r'^family = "panoramic"$', 'family = "wide"', "family", id="family that is not one"),
    pytest.param(
        "exams.toml", r"^plausible_uSv = \[5.0, 600.0\]$", "plausible_uSv = [5.0]", "plausible_uSv", id="half a range"
    ),
    pytest.param("dose_model.toml", r'^spread = "model"$', 'spread = "guess"', "spread", id="spread that is not one"),
    pytest.param("technique.toml", r"^typical = 0.87$", "typical = nan", "typical", id="no number at all"),
    pytest.param("sources.toml", r'^issuer = "AAOMR"$', "", "issuer", id="source without issuer"),
    pytest.param("units.toml", r'^maker = "Planmeca"$', r"\g<0>\nage = 3", "age", id="unknown key of a unit"),
    pytest.param("evidence_notes.toml", r'^id = "IG-8"$', r"\g<0>\ncolour = 1", "colour", id="unknown key of a note"),
]
WRONG_CELLS = [
    pytest.param("doses.csv", 0, "weighting", "weightings", id="misspelt column"),
    pytest.param("doses.csv", 1, ",film_f,", ",film_g,", id="receptor that is not one"),
    pytest.param("doses.csv", 1, "34.9", "thirty", id="word for a number"),
    pytest.param("doses.csv", 1, "34.9", "nan", id="no number at all"),
    pytest.param("doses.csv", 1, "seen_once", "seen", id="certainty that is not one"),
    pytest.param("doses.csv", 1, "ludlow_2008", "", id="row without source"),
    pytest.param("technique_charts.csv", 1, "0.08", "0,08 s", id="number with its unit"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The data folder, free to be spoiled."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_copy_is_read_like_the_original_and_has_its_fingerprint(copy: Path) -> None:
    assert load_knowledge(copy).fingerprint == load_knowledge().fingerprint


def test_any_change_of_the_data_changes_the_fingerprint(copy: Path) -> None:
    with (copy / "README.md").open("a", encoding="utf-8") as readme:
        readme.write("\n")

    assert load_knowledge(copy).fingerprint != load_knowledge().fingerprint


@pytest.mark.parametrize(("name", "pattern", "written", "key"), MISTAKES)
def test_a_mistake_in_a_toml_file_names_file_line_and_key(
    copy: Path, name: str, pattern: str, written: str, key: str
) -> None:
    """And the line is that of the key, or for a missing key that of the table that lacks it."""
    file = copy / name
    spoiled, times = re.subn(pattern, written, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert times == 1
    file.write_text(spoiled, encoding="utf-8")

    with pytest.raises(DataError) as refusal:
        load_knowledge(copy)

    said = re.fullmatch(rf"{re.escape(name)}, line (\d+), ([\w.-]*)(: .*)", str(refusal.value), re.DOTALL)
    assert said, str(refusal.value)
    assert key in said[2].split(".")
    if written:
        assert key in spoiled.splitlines()[int(said[1]) - 1]


@pytest.mark.parametrize(("name", "line", "right", "wrong"), WRONG_CELLS)
def test_a_mistake_in_a_csv_file_names_file_and_line(copy: Path, name: str, line: int, right: str, wrong: str) -> None:
    """A wrong header is told with the first row that it spoils."""
    file = copy / name
    lines = file.read_text(encoding="utf-8").splitlines()
    assert right in lines[line]
    lines[line] = lines[line].replace(right, wrong, 1)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    with pytest.raises(DataError, match=rf"^{re.escape(name)}, line 2, \w+: "):
        load_knowledge(copy)


def test_a_row_with_too_many_cells_is_refused(copy: Path) -> None:
    """As a stray comma makes it."""
    file = copy / "doses.csv"
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + ",,,stray\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"^doses\.csv, line \d+"):
        load_knowledge(copy)


@pytest.mark.parametrize("name", [CAMPAIGN, "exams.toml", "places/GB.toml", "sources.toml"])
def test_a_file_that_is_no_toml_is_named(copy: Path, name: str) -> None:
    (copy / name).write_text("id = \n", encoding="utf-8")

    with pytest.raises(DataError, match=rf"^{re.escape(name)}: .*line 1"):
        load_knowledge(copy)


@pytest.mark.parametrize("name", [CAMPAIGN, "doses.csv"])
def test_a_file_that_is_not_utf8_is_named(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"\xff\xfe\x00")

    with pytest.raises(DataError, match=rf"^{re.escape(name)}: cannot be read"):
        load_knowledge(copy)


def test_a_missing_file_and_a_missing_folder_are_named(copy: Path) -> None:
    (copy / "doses.csv").unlink()

    with pytest.raises(DataError, match=r"^doses\.csv: cannot be read"):
        load_knowledge(copy)
    with pytest.raises(DataError, match=r"^exams\.toml: cannot be read"):
        load_knowledge(copy / "nowhere")
