"""The dose strip: what it draws, between which landmarks, and what it says to those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import log10
from statistics import median

import pytest

from advisor.advice.landmarks import Landmark, LandmarkKind, landmarks
from advisor.case.model import Range
from advisor.charts.dose_strip import dose_strip
from advisor.charts.picture import BLUE, DARK, GREEN, LIGHT, VERMILION, Ink, Picture
from advisor.knowledge import Knowledge
from advisor.physics.background import background_days
from advisor.words import figures
from tests.charts.test_charts import channels

PHONE_PX, LETTER_PX = 356, 6.2
SET, ADVISED = Range(1.1, 11.0, 40.0), Range(0.4, 2.2, 8.0)


@pytest.fixture(scope="module")
def of_place(knowledge: Knowledge) -> tuple[Landmark, ...]:
    return landmarks(knowledge.background("US"), knowledge)


def strip(knowledge: Knowledge, *doses: Range, ink: Ink = LIGHT) -> Picture:
    background = knowledge.background("US")
    named = {
        name: (dose, background_days(dose, background))
        for name, dose in zip(("As set", "As advised"), doses, strict=False)
    }
    left = doses[-1].typical / doses[0].typical
    return dose_strip(named, landmarks(background, knowledge), "United States", ink, left)


def test_landmarks_rise_with_their_names_and_name_their_rows(
    knowledge: Knowledge, of_place: tuple[Landmark, ...]
) -> None:
    """An hour, a day, a week of this place; each published one with the rows that it is from."""
    dose = {each.kind: each.effective_dose_uSv for each in of_place}
    published = [each for each in of_place if each.rows]

    assert set(dose) == set(LandmarkKind)
    assert (
        dose[LandmarkKind.DAY]
        == pytest.approx(24 * dose[LandmarkKind.HOUR])
        == pytest.approx(dose[LandmarkKind.WEEK] / 7)
    )
    assert background_days(Range(*[dose[LandmarkKind.DAY]] * 3), knowledge.background("US")).typical == pytest.approx(1)
    assert {each.kind for each in published} == {LandmarkKind.HOUR_OF_FLIGHT, LandmarkKind.PANORAMIC, LandmarkKind.CBCT}
    assert all(source in knowledge.sources for each in of_place for source in each.sources)


@pytest.mark.parametrize("kind", [LandmarkKind.PANORAMIC, LandmarkKind.CBCT])
def test_a_published_landmark_is_the_median_of_studies_that_were_read(
    knowledge: Knowledge, of_place: tuple[Landmark, ...], kind: LandmarkKind
) -> None:
    """Every study weighs the same; none that stands apart or waits to be checked."""
    landmark = next(each for each in of_place if each.kind is kind)
    rows = [row for row in knowledge.tables.doses if row.id in landmark.rows]
    studies = {row.source: [each.value or 0 for each in rows if each.source == row.source] for row in rows}

    assert len(studies) > 5
    assert landmark.effective_dose_uSv == median(median(values) for values in studies.values())
    assert all(row.certainty.usable and row.weighting == "icrp103" and row.population == "adult" for row in rows)
    assert not any(knowledge.sources[source].apart for source in studies)


def test_places_differ_in_their_background_alone(knowledge: Knowledge) -> None:
    here, there = (
        {each.kind: each for each in landmarks(knowledge.background(code), knowledge)} for code in ("US", "GB")
    )

    assert {kind for kind in LandmarkKind if here[kind] != there[kind]} == {
        LandmarkKind.HOUR, LandmarkKind.DAY, LandmarkKind.WEEK,
    }  # fmt: skip


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_those_that_all_can_tell_apart_and_never_alone(knowledge: Knowledge, ink: Ink) -> None:
    """As set is a square above, as advised a circle below, each with its words."""
    picture = strip(knowledge, SET, ADVISED, ink=ink)
    colours = {value for _, value in channels(dict(picture.shape)) if isinstance(value, str) and value.startswith("#")}
    marks = {layer["mark"].get("shape") for layer in picture.shape["layer"] if layer["mark"]["type"] == "point"}

    assert colours <= {BLUE, VERMILION, GREEN, ink.text, ink.line, ink.strong}
    assert {"square", "circle"} <= marks


def test_the_ratio_is_the_largest_word(knowledge: Knowledge) -> None:
    """As ratios are known better than doses."""
    picture = strip(knowledge, SET, ADVISED)
    sizes = {
        layer["data"]["name"]: layer["mark"]["fontSize"]
        for layer in picture.shape["layer"]
        if layer["mark"]["type"] == "text"
    }

    assert picture.rows["behind_ratio"][0]["text"] == "about a fifth"
    assert max(sizes, key=lambda name: sizes[name]) == "behind_ratio"


@pytest.mark.parametrize("doses", [(SET,), (SET, SET)])
def test_no_arrow_where_nothing_would_change(knowledge: Knowledge, doses: tuple[Range, ...]) -> None:
    picture = strip(knowledge, *doses)

    assert not {"way", "before_ratio", "behind_ratio"} & set(picture.rows)
    assert {layer["data"]["name"] for layer in picture.shape["layer"]} == set(picture.rows)


def test_the_middle_half_lies_within_the_range(knowledge: Knowledge) -> None:
    row = strip(knowledge, SET).rows["dose_0"][0]

    assert row["low"] < row["quarter"] < row["typical"] < row["three_quarters"] < row["high"]


def test_the_strip_goes_as_far_as_a_dose_and_no_new_dose_builds_one(knowledge: Knowledge) -> None:
    """0.1 to 1,000 µSv, and whole decades beyond."""
    usual, other = strip(knowledge, SET, ADVISED), strip(knowledge, ADVISED, Range(0.2, 1.0, 4.0))
    far = strip(knowledge, Range(0.02, 100.0, 3000.0))
    ends = [each["text"] for name in ("first", "last") for each in far.rows[name]]

    assert usual.shape is other.shape
    assert usual.rows["first"][0]["text"] == "0.1 µSv"
    assert usual.rows["last"][0]["text"] == "1,000"
    assert ends == ["0.01 µSv", "10,000"]


@pytest.mark.parametrize(("doses", "high_px"), [((SET,), 64), ((SET, ADVISED), 94)])
def test_the_strip_is_no_higher_than_it_must_be(knowledge: Knowledge, doses: tuple[Range, ...], high_px: int) -> None:
    assert strip(knowledge, *doses).shape["height"] == high_px


@pytest.mark.parametrize("least", [0.3, 0.03], ids=["usual", "a decade longer"])
def test_no_word_of_the_strip_covers_another_on_a_phone(knowledge: Knowledge, least: float) -> None:
    """At the background of every place, in letters of the usual width."""
    for code in knowledge.places:
        background = knowledge.background(code)
        doses = {
            name: (dose, dose) for name, dose in (("As set", Range(2, 30, 300)), ("As advised", Range(least, 3, 30)))
        }
        picture = dose_strip(doses, landmarks(background, knowledge), code, LIGHT, 0.1)
        for names in (("above",), ("below_left", "below"), ("first", "ticks", "last")):
            spans = sorted(span for name in names for span in _on_a_phone(picture, name))
            assert all(before[1] < after[0] for before, after in pairwise(spans)), (code, names, spans)
        for name in ("before_0", "behind_0", "before_1", "behind_1"):
            assert all(left >= 0 and right <= PHONE_PX for left, right in _on_a_phone(picture, name))


def _on_a_phone(picture: Picture, name: str) -> Iterator[tuple[float, float]]:
    """From where to where the words of these rows go, in pixels."""
    if name not in picture.rows:
        return
    layers = [each for each in picture.shape["layer"] if each["mark"]["type"] == "text"]
    layer = next(each for each in layers if each["data"]["name"] == name)
    low, high = (log10(each) for each in layer["encoding"]["x"]["scale"]["domain"])
    for row in picture.rows[name]:
        at = PHONE_PX * (log10(row["at"]) - low) / (high - low) + layer["mark"].get("dx", 0)
        width = LETTER_PX * len(row["text"])
        left = at - {"left": 0, "center": width / 2, "right": width}[layer["mark"]["align"]]
        yield left, left + width


def test_it_says_in_words_and_numbers_what_it_shows(knowledge: Knowledge, of_place: tuple[Landmark, ...]) -> None:
    picture = strip(knowledge, SET, ADVISED)

    assert "As set: about 11 µSv (1.1–40 µSv), like about 30 hours" in picture.alternative
    assert "about a fifth of the dose" in picture.alternative
    assert len(picture.table) == 2 + len(of_place)
    assert picture.rows["behind_1"][0]["text"] == "As advised, about 2 µSv"


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (0.91, ""),
        (0.86, "about four fifths"),
        (0.5, "about half"),
        (0.19, "about a fifth"),
        (1e-3, "about a hundredth"),
    ],
)
def test_a_ratio_is_said_as_people_say_it(ratio: float, said: str) -> None:
    assert figures.share(ratio) == said
