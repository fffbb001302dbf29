"""The background primer: nothing without its document, no number that its row does not hold, nothing unread as fact."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from advisor.case.vocabulary import Certainty
from advisor.charts import background_words as words
from advisor.charts.background import background_by_place
from advisor.charts.lesson_words import WHAT
from advisor.charts.picture import BLUE, DARK, LIGHT, Ink
from advisor.charts.primer import pictured, primer_picture
from advisor.evidence import RowKind
from advisor.evidence import sheets as tables
from advisor.evidence.history import waiting
from advisor.evidence.published import load_published
from advisor.evidence.shelf import Shelf, shelf
from advisor.evidence.telling import inert
from advisor.knowledge import Knowledge
from advisor.knowledge.primer import Paragraph, PrimerTopic
from tests.charts.test_charts import channels
from tests.data_files import table, toml
from tests.pages.app import page_of
from tests.words.test_words import FORBIDDEN

NUMBER = re.compile(r"(?<![\w.-])[-+]?\d[\d,]*(?:\.\d+)?")
LINK = re.compile(r"\]\(evidence\?(\w+)=([^)]+)\)")
NAMED_AS_POOR = (r"banana", r"brazil nut", r"chest x-?rays?\b")  # what the part on poor yardsticks warns of
TOLD_AS_RATES = r"\bfatal\b|1 in \d|in a million|in a thousand"


def _script() -> None:
    from advisor import pages
    from advisor.pages.learn.primer import primer

    primer(pages.knowledge())


class Screens(NamedTuple):
    """All that the primer shows, screen by screen: its contents, then one paragraph after the other."""

    markdown: list[Any]
    caption: list[Any]
    table: list[Any]


@pytest.fixture(scope="module")
def page() -> Screens:
    at = page_of(_script).run()
    shown = Screens([*at.markdown], [*at.caption], [*at.table])
    at.button(key=f"primer_{next(iter(PrimerTopic))}").click().run()
    while True:
        assert not at.exception
        assert len(at.header) == 1
        for name in Screens._fields:
            getattr(shown, name).extend(getattr(at, name))
        if not any(each.key == "primer_next" for each in at.button):
            return shown
        at.button(key="primer_next").click().run()


@pytest.fixture(scope="module")
def shelved(knowledge: Knowledge) -> Shelf:
    return shelf(knowledge, load_published())


@pytest.fixture(scope="module")
def paragraphs(knowledge: Knowledge) -> tuple[Paragraph, ...]:
    return knowledge.tables.primer


def numbers(text: str) -> set[float]:
    return {abs(float(each.replace(",", "").strip("+"))) for each in NUMBER.findall(text)}


def usable(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    return (each for each in paragraphs if each.certainty.usable)


def test_every_paragraph_says_who_where_and_how_well_it_was_read(
    paragraphs: tuple[Paragraph, ...], knowledge: Knowledge
) -> None:
    """Each with an id of its own and a document that is in the list."""
    assert len({each.id for each in paragraphs}) == len(paragraphs)
    for each in paragraphs:
        assert each.source in knowledge.sources, each.id
        assert each.where, each.id
        assert each.says.endswith("."), each.id


def test_what_others_report_is_worded_so(paragraphs: tuple[Paragraph, ...]) -> None:
    """And only that: what was read itself needs no reporter."""
    for each in usable(paragraphs):
        assert (each.certainty is Certainty.SECONDARY) == each.says.startswith("As reported"), each.id


def test_every_part_has_its_paragraphs(paragraphs: tuple[Paragraph, ...]) -> None:
    """Two or more that may be shown, under a heading."""
    for topic in PrimerTopic:
        assert len([each for each in usable(paragraphs) if each.topic is topic]) >= 2, topic
        assert words.TOPIC[topic]


def test_the_years_are_those_of_the_documents(paragraphs: tuple[Paragraph, ...], knowledge: Knowledge) -> None:
    """The year of a paragraph is that of its document, or of the data that it tells; never a later one."""
    for each in paragraphs:
        published = knowledge.sources[each.source].year
        assert each.year is None or published is None or each.year <= published, each.id


def test_the_rows_named_hold_the_numbers(paragraphs: tuple[Paragraph, ...], shelved: Shelf) -> None:
    """A dose that stands in a table as well is the same there."""
    doses = {row["id"]: row for row in table("comparators.csv")}
    for each in paragraphs:
        for id in each.rows:
            assert shelved.find(RowKind.ROW, id), f"{each.id}: {id}"
            if id in doses and each.topic is not PrimerTopic.ERRATA:
                told = doses[id]["effective_dose_uSv"]
                assert numbers(each.says) & {float(told), float(told) / 1000}, f"{each.id}: {id}"


def test_the_averages_are_those_that_days_are_counted_with(
    paragraphs: tuple[Paragraph, ...], knowledge: Knowledge
) -> None:
    """The primer and the pages speak of one world average, one Australia, one France."""
    said = {each.id: numbers(each.says) for each in paragraphs}
    backgrounds = {code: {row.msv_per_year for row in place.background} for code, place in knowledge.places.items()}

    assert {3.0} <= said["BP-03"] & said["BP-60"] & backgrounds["WORLD"]
    assert 2.4 in said["BP-60"] & backgrounds["WORLD"]
    assert 1.7 in said["BP-61"] & backgrounds["AU"]
    assert {1.19, 7.88} <= said["BP-04"] & backgrounds["CA"]


def test_no_paragraph_alarms_reassures_or_counts_a_persons_risk(paragraphs: tuple[Paragraph, ...]) -> None:
    """Bad yardsticks are named only where they are warned of."""
    for each in paragraphs:
        allowed = NAMED_AS_POOR if each.topic is PrimerTopic.POOR_YARDSTICKS else ()
        for phrase in set(FORBIDDEN) - set(allowed):
            assert not re.search(phrase, each.says, re.IGNORECASE), f"{each.id}: {phrase}"
        assert not re.search(TOLD_AS_RATES, each.says, re.IGNORECASE), each.id


def test_every_sentence_on_the_page_is_a_row(page: Screens, paragraphs: tuple[Paragraph, ...]) -> None:
    """Word for word, in its order; and every row that may be used is there."""
    rows = [str(each.value) for each in page.markdown if "evidence?row=BP-" in str(each.value)]
    shown = [each for each in rows if not each.startswith(":small[")]  # remarks

    assert [text.split("  \n")[0] for text in shown] == [
        inert(each.says) for topic in PrimerTopic for each in usable(paragraphs) if each.topic is topic
    ]


def test_every_number_on_the_page_is_in_a_row(
    page: Screens, paragraphs: tuple[Paragraph, ...], knowledge: Knowledge
) -> None:
    """Of data/: no number of the trade is written in the interface."""
    frame = [constant for constant in vars(words).values() if isinstance(constant, str)]
    assert not [text for text in (*frame, *words.TOPIC.values()) if numbers(re.sub(r"\{[^}]*\}", "", text))]

    told = {each.id: each for each in paragraphs}
    for text in (str(each.value) for each in page.markdown):
        id = next((id for _, id in LINK.findall(text) if id in told), None)
        if id is not None:
            paragraph = told[id]
            plain = LINK.sub("]", text).replace("\\", "")
            source = knowledge.sources[paragraph.source]
            named = (
                f"{paragraph.says} {paragraph.where} {paragraph.year} {source.issuer} {id} {' '.join(paragraph.rows)}"
            )
            assert numbers(plain) <= numbers(named), id


def test_every_link_opens_a_row_or_a_source(page: Screens, shelved: Shelf) -> None:
    """Two touches from a sentence to its document."""
    found = {link for each in (*page.markdown, *page.caption) for link in LINK.findall(str(each.value))}

    assert len(found) > 50
    assert [link for link in found if not shelved.find(RowKind(link[0]), link[1])] == []


def test_what_nobody_has_read_is_listed_as_waiting_and_not_shown(
    page: Screens, paragraphs: tuple[Paragraph, ...], shelved: Shelf
) -> None:
    """Here by its id alone; on the Evidence page with all that waits."""
    unread = [each for each in paragraphs if not each.certainty.usable]
    text = "\n".join(str(each.value) for each in (*page.markdown, *page.caption))

    assert unread
    for each in unread:
        assert each.id in text
        assert inert(each.says) not in text
        assert each.id in {row["id"] for row in waiting(shelved).rows}


def test_the_primer_is_a_table_of_the_evidence_page(paragraphs: tuple[Paragraph, ...], shelved: Shelf) -> None:
    """And each source lists the paragraphs that rest on it."""
    assert [row["id"] for row in shelved.sheets[tables.PRIMER].rows] == [each.id for each in paragraphs]
    for each in paragraphs:
        assert each.id in {found.id for found in shelved.rests_on(each.source)}


def test_flights_are_shown_with_their_rows(page: Screens) -> None:
    """Those that were read; none that waits, none that nobody is to be shown."""
    shown = "\n".join(str(cell) for each in page.table for cell in each.value.to_numpy().ravel())
    flights = [row for row in table("comparators.csv") if row["category"] == "flight"]

    assert len(flights) > 5
    for row in flights:
        waits = row["audience"] == "nobody" or row["certainty"] in ("part_seen", "from_memory")
        assert (f"evidence?row={row['id']})" in shown) is not waits


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_the_chart_of_places_is_told_in_words_and_numbers(ink: Ink, knowledge: Knowledge) -> None:
    """Only values that were read; the one used is the one that days are counted with; year and radon beside each."""
    picture = background_by_place(knowledge.places.values(), ink)
    used = {row["place"]: row["value"] for row in picture.rows["used"]}
    read = list(csv.DictReader(io.StringIO(picture.csv_text)))
    colours = {value for _, value in channels(dict(picture.shape)) if isinstance(value, str) and value.startswith("#")}

    assert list(used.values()) == sorted(used.values(), reverse=True)
    assert colours <= {BLUE, ink.text, ink.line, ink.strong}
    assert len(read) == len(picture.table) == len(picture.rows["used"]) + len(picture.rows["others"])
    for code, place in knowledge.places.items():
        if any(row.default for row in place.background):
            assert used[place.name] == knowledge.background(code).msv_per_year
            assert f"{place.name} {used[place.name]:g}" in picture.alternative
        else:
            assert place.name not in used
    for row in picture.table:
        assert row[words.DATED]
        assert row[words.RADON]
        assert row[words.SOURCE] in knowledge.sources


def test_every_screen_has_a_picture_or_a_table_and_no_pictogram() -> None:
    """Its numbers are told to those who do not see it, and stand as a table when asked for."""
    at = page_of(_script)
    at.session_state["primer_at"] = 0
    at.session_state["check_numbers"] = at.session_state["primer_numbers"] = True
    at.run()
    topics, moved = set(), True
    while moved:
        assert not at.exception
        assert not [each.value for each in at.markdown if "data:image" in str(each.value)]
        assert at.table, at.header[0].value
        charts = at.get("vega_lite_chart")
        assert charts or at.header[0].value == words.TOPIC[PrimerTopic.FLIGHTS]
        assert all(chart.proto.alt for chart in charts)
        topics.add(at.header[0].value)
        if moved := any(each.key == "primer_next" for each in at.button):
            at.button(key="primer_next").click().run()
    assert topics == set(words.TOPIC.values())


def test_a_picture_draws_what_its_paragraph_says_and_rows_that_were_read(
    paragraphs: tuple[Paragraph, ...], knowledge: Knowledge
) -> None:
    """No number of its own; reference levels in their unit; named in words and in the table as drawn."""
    quantities = {level.id: level.quantity for place in knowledge.places.values() for level in place.reference_level}
    doses = {row["name"]: float(row["effective_dose_uSv"] or 0) for row in table("comparators.csv")}
    drawn = [each for each in paragraphs if each.picture]
    assert drawn
    for each in drawn:
        picture = primer_picture(each.picture, knowledge, LIGHT)
        said = numbers(each.says)
        assert each.certainty.usable, each.id
        assert all(value in said or value / 1000 in said for value in each.picture.values.values()), each.id
        assert len(picture.table) == len(each.picture.rows) + len(each.picture.values) >= 2, each.id
        assert each.picture.title in picture.alternative
        for row in picture.table:
            value = row[each.picture.unit]  # as published, not rounded
            assert value == {**doses, **each.picture.values}.get(row[WHAT], value)
            assert f"{row[WHAT]} {value:g} {each.picture.unit}" in picture.alternative
        if each.picture.unit != "µSv":
            assert {quantities[id] for id in each.picture.rows} <= {"dose_area_product_mGycm2"}, each.id


def test_a_paragraph_without_a_picture_has_the_one_before_it(paragraphs: tuple[Paragraph, ...]) -> None:
    """Or the first of its topic; never one of another topic."""
    told = [*usable(paragraphs)]
    beside = {each.id: found.id for each in told if (found := pictured(each, told))}

    assert beside["BP-40"] == "BP-43"
    assert beside["BP-46"] == "BP-43"
    assert beside["BP-54"] == "BP-54"
    assert "BP-01" not in beside


def test_the_numbers_behind_the_chart_open_on_the_page() -> None:
    at = page_of(_script)
    at.session_state["primer_at"] = 0
    at.session_state["primer_numbers"] = True
    at.run()

    assert not at.exception
    assert set(words.SHOWN) in [set(each.value.columns) for each in at.table]


def test_the_file_says_what_its_readers_need_to_know() -> None:
    """No key that no paragraph has; the strict reader refuses the rest."""
    assert set(toml("primer.toml")) == {"paragraph"}
