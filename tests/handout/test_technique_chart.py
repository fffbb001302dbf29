"""The technique chart on paper: one landscape page, read from a metre, tagged, the same twice, nothing made up."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from html import unescape
from typing import Any, Final

import pytest
from pypdf import PageObject, PdfReader

from advisor import load_knowledge
from advisor.case.vocabulary import Receptor
from advisor.handout import HandoutError, PaperSize
from advisor.handout import technique_chart_words as words
from advisor.handout.technique_chart import technique_html, technique_sheet
from advisor.knowledge import Knowledge
from advisor.technique_chart.chart import TechniqueChart, technique_chart
from advisor.technique_chart.in_words import line_name, patient
from advisor.words import figures
from advisor.xray_unit.reading import read_unit

ON: Final = date(2026, 11, 22)
SURGERY: dict[str, Any] = {
    "name": "Surgery 1",
    "maker": "Planmeca",
    "model": "Intra",
    "setup": {
        "receptor": "sensor",
        "kV": 63,
        "mA": 8,
        "cone_cm": 20,
        "filtration_mmAl": 2.5,
        "output_mGy_per_mAs": 0.9,
    },
    "output_measured_on": "2025-03-14",
    "known_good": [{"population": "adult", "region": "mandible_molar", "exposure_s": 0.125}],
    "in_use": [{"population": "child", "region": "mandible_molar", "exposure_s": 0.125}],
    "second_receptor": "psp",
}


@cache
def known() -> Knowledge:
    return load_knowledge()


LEAST_POINTS = 16.0  # of a time in its cell: what is read from a metre


def chart(*, ages_years: tuple[float, ...] = (), receptor: Receptor | None = None, **unit: Any) -> TechniqueChart:
    return technique_chart(read_unit({**SURGERY, **unit}, known()), known(), ages_years=ages_years, receptor=receptor)


def printed(of: TechniqueChart, paper: PaperSize = PaperSize.A4) -> PageObject:
    pages = PdfReader(io.BytesIO(technique_sheet(of, known(), on=ON, paper=paper))).pages

    assert len(pages) == 1

    return pages[0]


@cache
def usual_page(paper: PaperSize = PaperSize.A4) -> PageObject:
    return printed(chart(), paper)


def said_on(of: TechniqueChart) -> str:
    """What stands on a page, unprinted."""
    html = re.sub(r"<(svg|style|title).*?</\1>", " ", technique_html(of, known(), on=ON), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def words_of(page: PageObject) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


@pytest.mark.parametrize(
    ("paper", "width_mm", "height_mm"), [(PaperSize.A4, 297, 210), (PaperSize.LETTER, 279.4, 215.9)]
)
def test_the_page_lies_on_its_side(paper: PaperSize, width_mm: float, height_mm: float) -> None:
    box = usual_page(paper).mediabox

    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx((width_mm, height_mm), abs=1)


@pytest.mark.parametrize("paper", PaperSize)
def test_every_time_of_the_chart_is_on_the_page(paper: PaperSize) -> None:
    """Row by row, in the order of the columns, with the names of both."""
    of, said = chart(), words_of(usual_page(paper))

    for column in of.columns:
        assert patient(column) in said
    for line in of.lines:
        times = [figures.seconds(cell.exposure.set_s or 0.0).removesuffix(" s") for cell in line.cells]
        assert re.search(rf"{line_name(line)}\D+{'.*?'.join(map(re.escape, times))}", said), line_name(line)


def test_the_page_says_what_it_rests_on_and_what_to_do_first() -> None:
    """Unit, tube, day, the known good setting, the check before use, the version."""
    said = words_of(usual_page())

    for part in (
        "Surgery 1, sensor",
        "Planmeca Intra · 63 kV · 8 mA · 20 cm cone · 2.5 mm Al · 0.9 mGy/mAs · measured 2025-03-14",
        "2026-11-22",
        "your known good setting (adult, lower molar, 0.125 s, sensor)",
        words.CHECK,
        known().fingerprint,
    ):
        assert part in said


def test_a_warning_has_its_sign_in_the_cell_and_its_words_below() -> None:
    said = words_of(usual_page())

    assert said.count("▲") == 3  # two cells, one sentence
    assert "Your present child setting gives as much as your adult setting" in said
    assert "▲" not in said_on(chart(in_use=[]))


def sizes(page: PageObject) -> dict[str, float]:
    """The size of each text on the page in points."""
    found: dict[str, float] = {}

    def visit(text: str, matrix: Any, text_matrix: Any, _font: Any, size: float) -> None:
        for word in text.split():
            found.setdefault(word, abs(size * text_matrix[3] * matrix[3]))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("ages_years", [(), (4.0, 12.0), (2.0, 4.0, 8.0, 12.0)])
def test_times_can_be_read_from_a_metre(paper: PaperSize, ages_years: tuple[float, ...]) -> None:
    """However many columns: the time to set is never small; the occlusal 0.20 s stands in no range."""
    found = sizes(printed(chart(ages_years=ages_years), paper) if ages_years else usual_page(paper))

    assert found["0.20"] >= LEAST_POINTS - 0.1


def test_the_page_keeps_its_shape() -> None:
    """Sizes from adult to child, regions from the upper front to the occlusal; the time largest, its range smallest."""
    page = usual_page()
    said, found = words_of(page), sizes(page)
    heads = [patient(column) for column in chart().columns]
    rows = [line_name(line) for line in chart().lines]

    assert heads == ["Adult", "Adolescent", "Child about 10", "Child about 6"]
    assert " ".join(["Region", *heads]) in said
    assert (rows[0], rows[7], rows[-1], len(rows)) == ("Upper incisor", "Lower molar", "Occlusal lower jaw", 12)
    assert re.search(".*".join(map(re.escape, rows)), said)
    assert found["0.20"] > found["canine"] > found["0.063–0.125"]


def test_the_page_bears_the_pictogram_of_its_step_and_a_band_by_size() -> None:
    """The pictogram has a name; each size has a colour, an age that of the size next to it, and words besides."""
    html = technique_html(chart(ages_years=(3.0, 14.0)), known(), on=ON)
    bands = {name: colour for colour, name in re.findall(r'background: (#\w+)"></div>([^<]+)', html)}

    assert f"<title>{words.PICTOGRAM}</title>" in html
    assert list(bands) == ["Adult", "Adolescent", "14 years", "Child about 10", "Child about 6", "3 years"]
    assert len(set(bands.values())) == 4
    assert (bands["14 years"], bands["3 years"]) == (bands["Adolescent"], bands["Child about 6"])


def test_a_second_receptor_has_a_page_of_its_own() -> None:
    said = said_on(chart(receptor=Receptor.PSP))

    assert "Surgery 1, plate" in said
    assert "0.32" in said


def test_a_chart_of_the_general_model_says_so() -> None:
    said = said_on(chart(known_good=[], in_use=[]))

    assert "Rests on the general model." in said


def test_what_is_missing_is_said_and_no_time_is_made_up() -> None:
    said = said_on(chart(known_good=[], in_use=[], setup={"kV": 60}, output_measured_on=None))

    assert "cannot tell: needs mA, receptor" in said
    assert re.search(r"Upper incisor – – – –", said)


def test_many_warnings_leave_the_page_one_page() -> None:
    """A timer that ends early, a setting far too long, children as adults: all at once."""
    good = [{"population": "adult", "exposure_s": 2.0}]
    of = chart(timer=[1.0, 1.25], known_good=good, in_use=[{"population": "child", "exposure_s": 2.0}])

    assert len({each for line in of.lines for cell in line.cells for each in cell.warnings}) >= 3
    assert "▲" in words_of(printed(of))


def test_a_timer_that_counts_impulses_is_printed_in_impulses() -> None:
    """What the dial shows, and no sixtieths of a second; the head of the page says what is counted."""
    of = chart(timer="60_per_s")
    molar = next(line for line in of.lines if line.region.id == "mandible_molar").cells[0].exposure
    said = said_on(of)

    assert molar.set_s is not None
    assert f"Lower molar {round(molar.set_s * 60)}" in said
    assert "impulses (60 a second) to set" in said
    assert "0.0" not in said.split("Region")[1].split("Rests on")[0]


def test_a_name_is_only_a_name() -> None:
    """No markup of it runs; a control letter vanishes."""
    of = chart(name="<b>Zähne & Söhne</b> <img src=x>")

    assert "<b>Zähne & Söhne</b> <img src=x>, sensor" in words_of(printed(of))


def test_the_file_is_tagged_titled_and_the_same_twice() -> None:
    """PDF/UA-1, with headers that a reader's aid can name a cell by."""
    first = technique_sheet(chart(), known(), on=ON)
    pdf = PdfReader(io.BytesIO(first))

    assert first == technique_sheet(chart(), known(), on=ON)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Technique chart: Surgery 1"
    assert b"pdfuaid:part" in first or "pdfuaid" in str(pdf.xmp_metadata.rdf_root.toxml() if pdf.xmp_metadata else "")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en"


def test_too_many_columns_are_refused_in_a_sentence() -> None:
    """Nothing is cut off in silence."""
    with pytest.raises(HandoutError, match="8 columns, not for 19"):
        technique_sheet(chart(ages_years=tuple(map(float, range(18)))), known(), on=ON)
