"""The pictures of a lesson: drawn from its case alone, in every exam, told in words and as a table."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.case.model import Case
from advisor.charts import lesson_words as words
from advisor.charts.lesson import lesson_picture
from advisor.charts.picture import BLUE, DARK, LIGHT, Ink, Picture
from advisor.knowledge import Knowledge
from tests.charts.test_charts import channels
from tests.strategies import EXAMS, REGIONS

KINDS = ("settings", "timeline", "teeth")
WITHOUT_TEETH = ("cephalometric_lateral", "cbct")
SETUPS: dict[str, dict[str, Any]] = {
    "cbct": {"field_cm": [8, 5], "programme": "child", "collar": True},
    "panoramic": {"programme": "child", "beam": "restricted", "collar": False},
    "extraoral_bitewing": {"programme": "child", "beam": "restricted", "collar": False},
    "cephalometric_lateral": {"beam": "full", "receptor": "psp"},
}
INTRAORAL = {
    "receptor": "film_d",
    "beam": "round",
    "collar": False,
    "kV": 60,
    "mA": 7,
    "exposure_s": 0.25,
    "cone_cm": 20,
}


def told(exam: str, **facts: Any) -> dict[str, Any]:
    return {
        "on": "2026-11-21",
        "place": "US",
        "patient": {"age_years": 7, "caries_risk": "low"},
        "visit": {"kind": "recall", "months_since_bitewings": 8, "contacts_visible": False},
        "exam": exam,
        "region": REGIONS[exam][-1] if exam in REGIONS else None,
        "setup": SETUPS.get(exam, INTRAORAL),
    } | facts


def judged(case: dict[str, Any], knowledge: Knowledge) -> tuple[Case, Report]:
    read = read_case(case, knowledge)
    return read, advise(read, knowledge)


def drawn(
    kind: str, case: dict[str, Any], knowledge: Knowledge, ink: Ink = LIGHT, *, answered: bool = False
) -> Picture:
    read, report = judged(case, knowledge)
    picture = lesson_picture(kind, read, report if answered else None, ink)
    assert picture is not None
    return picture


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("exam", EXAMS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_exam_has_its_picture_in_words_and_numbers(
    kind: str, exam: str, answered: bool, ink: Ink, knowledge: Knowledge
) -> None:
    """No tooth chart where a case can name no tooth; all else is drawn, told, and holds its rows."""
    case, report = judged(told(exam), knowledge)
    picture = lesson_picture(kind, case, report if answered else None, ink)
    if kind == "teeth" and exam in WITHOUT_TEETH:
        assert picture is None
        return

    assert picture is not None
    named = {layer["data"]["name"] for layer in picture.shape["layer"] if "name" in layer["data"]}
    assert named == set(picture.rows)
    assert len(list(csv.DictReader(io.StringIO(picture.csv_text)))) == len(picture.table) > 0
    assert any(character.isdigit() for character in picture.alternative) or exam not in REGIONS
    json.dumps(picture.specification)


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_colours_are_those_that_all_can_tell_apart(kind: str, ink: Ink, knowledge: Knowledge) -> None:
    """Blue and the inks of the page; filled and empty tell marked teeth apart without colour."""
    for answered in (False, True):
        shape = dict(drawn(kind, told("bitewing"), knowledge, ink, answered=answered).shape)
        used = {value for _, value in channels(shape) if isinstance(value, str) and value.startswith("#")}
        assert used <= {BLUE, ink.text, ink.line, ink.strong}


@pytest.mark.parametrize(("beam", "other"), [("round", "rectangular"), ("rectangular", "round")])
def test_the_beam_is_drawn_in_its_shape(beam: str, other: str, knowledge: Knowledge) -> None:
    picture = drawn("settings", told("bitewing", setup={**INTRAORAL, "beam": beam}), knowledge)

    assert len(picture.rows[beam]) == 1
    assert other not in picture.rows
    assert beam.capitalize() in {row["text"] for row in picture.rows["labels"]}


def test_every_setting_is_told_as_it_is_set(knowledge: Knowledge) -> None:
    """In the table, in the lines of the sketch and in its words."""
    picture = drawn("settings", told("bitewing"), knowledge)
    table = {row[words.SETTING_COLUMN]: row[words.VALUE_COLUMN] for row in picture.table}

    assert table == {
        "Receptor": "D film", "Beam": "Round", "Voltage": "60 kV", "Current": "7 mA", "Time": "0.25 s",
        "Cone": "20 cm", "Thyroid collar": "no",
    }  # fmt: skip
    assert {row["text"] for row in picture.rows["lines"]} == {f"{name}: {value}" for name, value in table.items()}
    assert all(row["text"] in picture.alternative for row in picture.rows["lines"])


@pytest.mark.parametrize("exam", EXAMS)
def test_what_nobody_told_is_not_drawn(exam: str, knowledge: Knowledge) -> None:
    """No beam, receptor or collar appears by itself; each is named as not told."""
    picture = drawn("settings", told(exam, setup={}), knowledge)

    assert not any(part in picture.rows for part in ("beam", "receptor", "round", "rectangular", "worn", "unworn"))
    assert {row[words.VALUE_COLUMN] for row in picture.table} == {words.NOT_TOLD}


@pytest.mark.parametrize(("collar", "shown"), [(True, "worn"), (False, "unworn")])
def test_the_collar_is_drawn_worn_or_left_off(collar: bool, shown: str, knowledge: Knowledge) -> None:
    picture = drawn("settings", told("bitewing", setup={"collar": collar}), knowledge)

    assert {part for part in ("worn", "unworn") if part in picture.rows} == {shown}


def test_a_longer_cone_is_drawn_longer_and_a_child_smaller(knowledge: Knowledge) -> None:
    """The sketch is not to scale, but no sketch says the opposite of its case."""
    ends = [drawn("settings", told("bitewing", setup={"cone_cm": cm}), knowledge).rows["tube"] for cm in (20, 30)]
    heads = [
        drawn("settings", told("bitewing", patient={"age_years": years}), knowledge).rows["head"] for years in (7, 40)
    ]

    assert ends[0][1]["x2"] < ends[1][1]["x2"]
    assert heads[0][0]["size"] < heads[1][0]["size"]


def test_a_field_of_view_is_drawn_as_wide_as_it_is(knowledge: Knowledge) -> None:
    """Diameter across, height down."""
    small, large = (
        drawn("settings", told("cbct", setup={"field_cm": field}), knowledge) for field in ([5, 4], [10, 8])
    )
    [narrow], [wide] = small.rows["beam"], large.rows["beam"]

    assert wide["x2"] - wide["x"] == pytest.approx(2 * (narrow["x2"] - narrow["x"]))
    assert wide["y2"] - wide["y"] == pytest.approx(2 * (narrow["y2"] - narrow["y"]))
    assert "10 × 8 cm" in large.alternative


def test_the_timeline_keeps_the_answer_until_it_is_given(knowledge: Knowledge) -> None:
    """Before: the months alone. After: the interval of every issuer who names one."""
    before, after = (drawn("timeline", told("bitewing"), knowledge, answered=answered) for answered in (False, True))

    assert before.rows["last"] == [{"at": 8.0, "label": "today, 8 months"}]
    assert "intervals" not in before.rows
    assert "ADA" not in before.alternative
    assert after.rows["intervals"]
    assert after.rows["elapsed"] == [{"from": 8.0}]


def test_no_timeline_without_months(knowledge: Knowledge) -> None:
    case = read_case(told("periapical", visit={"kind": "symptoms"}), knowledge)

    assert lesson_picture("timeline", case, None, LIGHT) is None
    assert lesson_picture("timeline", case, advise(case, knowledge), LIGHT) is None


@pytest.mark.parametrize(
    ("exam", "region", "age_years", "teeth"),
    [
        ("periapical", "maxilla_incisor", 40, {"11", "12", "21", "22"}),
        ("periapical", "mandible_molar", 40, {"36", "37", "38", "46", "47", "48"}),
        ("periapical", "mandible_molar", 15, {"36", "37", "46", "47"}),
        ("periapical", "mandible_molar", 4, {"74", "75", "84", "85"}),
        ("periapical", "mandible_premolar", 4, set()),
        ("periapical", "maxilla_canine", 8, {"13", "23", "53", "63"}),
        ("bitewing", "anterior", 4, {"51", "52", "53", "61", "62", "63", "71", "72", "73", "81", "82", "83"}),
        ("periapical", None, 40, set()),
    ],
)
def test_the_teeth_of_the_region_are_marked(
    exam: str, region: str | None, age_years: int, teeth: set[str], knowledge: Knowledge
) -> None:
    """FDI numbers, of the teeth that the stage of dentition has, on both sides."""
    picture = drawn("teeth", told(exam, region=region, patient={"age_years": age_years}), knowledge)

    assert {row["number"] for row in picture.rows.get("marked", ())} == teeth
    assert {row[words.FDI] for row in picture.table if row[words.IN_IMAGE] == "yes"} == teeth
    assert all(tooth in picture.alternative for tooth in teeth)
    assert bool(teeth) == (words.NOTHING_MARKED not in picture.alternative)


@pytest.mark.parametrize(("age_years", "count"), [(4, 20), (8, 48), (14, 28), (40, 32)])
def test_a_panoramic_image_marks_every_tooth(age_years: int, count: int, knowledge: Knowledge) -> None:
    picture = drawn("teeth", told("panoramic", patient={"age_years": age_years}), knowledge)

    assert len(picture.rows["marked"]) == len(picture.table) == count
    assert "others" not in picture.rows


def test_a_patient_without_teeth_has_no_tooth_drawn(knowledge: Knowledge) -> None:
    """A dot and a number where each was; none is marked."""
    patient = {"age_years": 70, "dentition": "adult_edentulous"}
    picture = drawn("teeth", told("panoramic", patient=patient), knowledge)

    assert len(picture.rows["lost"]) == 32
    assert not {"marked", "others"} & picture.rows.keys()
    assert words.NO_TEETH in picture.alternative
    assert {row[words.IN_IMAGE] for row in picture.table} == {words.LOST}


def test_right_and_left_are_the_patients(knowledge: Knowledge) -> None:
    """As on every dental chart: the patient's right on the left of the picture, upper teeth above."""
    picture = drawn("teeth", told("full_mouth", patient={"age_years": 40}), knowledge)
    at = {row["number"]: (row["x"], row["y"]) for row in picture.rows["marked"]}

    assert at["18"][0] < at["11"][0] < at["21"][0] < at["28"][0]
    assert at["18"][0] == at["48"][0]
    assert at["11"][1] < at["41"][1]
    assert len(set(at.values())) == len(at)


def test_a_kind_that_nobody_draws_is_refused(knowledge: Knowledge) -> None:
    case = read_case(told("bitewing"), knowledge)

    with pytest.raises(KeyError, match="photograph"):
        lesson_picture("photograph", case, None, LIGHT)
