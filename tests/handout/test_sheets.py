"""The printed sheets: one page each, tagged, the same twice, made without a network, and plain enough for parents."""

from __future__ import annotations

import builtins
import io
import json
import re
import socket
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from advisor import advise, load_knowledge, read_case
from advisor.__main__ import main
from advisor.advice.agreed import agreed
from advisor.advice.report import Report, StepResult
from advisor.advice.together import together
from advisor.case.vocabulary import Family, Indication, Receptor, Verdict
from advisor.guidance.statement import Finding, Opinion
from advisor.handout import (
    HandoutError,
    PaperSize,
    SheetKind,
    SheetSettings,
    handout,
    handout_html,
    parent_words,
    words,
)
from advisor.handout.press import press
from advisor.knowledge import Knowledge
from advisor.words import figures, names
from tests.reading_level import level
from tests.strategies import EXAMS, ONE_A_FAMILY

BITEWING: dict[str, Any] = {
    "on": "2026-11-21",
    "place": "US-NY",
    "patient": {"age_years": 7, "caries_risk": "low"},
    "visit": {
        "kind": "recall",
        "clinical_exam_done": True,
        "earlier_images_checked": True,
        "months_since_bitewings": 8,
        "contacts_visible": False,
        "indication": "caries",
    },
    "exam": "bitewing",
    "region": "posterior",
    "setup": {
        "receptor": "film_d",
        "beam": "round",
        "collar": False,
        "apron": False,
        "handheld": True,
        "kV": 50,
        "mA": 7,
        "exposure_s": 0.6,
        "cone_cm": 20,
        "images": 2,
    },
}
KOREAN: dict[str, Any] = {
    "on": "2026-11-21",
    "place": "KR",
    "patient": {"age_years": 10},
    "exam": "periapical",
    "region": "mandible_molar",
    "setup": {"receptor": "sensor", "beam": "rectangular", "kV": 65, "mA": 7, "exposure_s": 0.1, "cone_cm": 20},
}
HOSTILE = "<script>alert(1)</script> \"Zähne & Söhne\" <img src='http://192.0.2.1/x.png'>\x00\u202e"
UNSAID = ("safe", "harmless", "no risk", "zero risk", "chest x-ray", "banana", "cancer", "you must", "you should")


@cache
def known() -> Knowledge:
    return load_knowledge()


def report_of(case: dict[str, Any]) -> Report:
    return advise(read_case(case, known()), known())


def bare(exam: str, age_years: float = 7) -> Report:
    return report_of({"on": "2026-11-21", "place": "US", "patient": {"age_years": age_years}, "exam": exam})


@cache
def bitewing() -> Report:
    return report_of(BITEWING)


@cache
def printed(kind: SheetKind, practice: str = "") -> bytes:
    """The bitewing's sheet on A4."""
    return handout(bitewing(), known(), kind=kind, practice=practice)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The words on the page in one line, as a reader selects them."""
    joined = " ".join(page.extract_text() for page in read(pdf).pages)
    return re.sub(r"\s+", " ", joined)


class _Body(HTMLParser):
    """The running text of a sheet: no style, no picture, no small print."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped += tag in {"style", "svg", "title"} or ("class", "print") in attrs

    def handle_endtag(self, tag: str) -> None:
        if self._skipped and tag in {"style", "svg", "p"}:
            self._skipped -= 1
        if tag == "title" and self._skipped == 1:
            self._skipped = 0

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words.append(data.strip())


def plain_text(html: str) -> str:
    body = _Body()
    body.feed(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
    lines = [line for line in body.words if line and line not in {"•", "?"}]
    return " ".join(line if line[-1] in ".?!:" else f"{line}." for line in lines)


def all_disputed(report: Report) -> Report:
    """As bad as it gets: every topic at once, four times the issuers, everything overdue, nobody agreeing."""

    def worse(finding: Finding) -> Finding:
        verdicts = (Verdict.AVOID, Verdict.IMPROVE, Verdict.SUPPORTED)
        opinions = tuple(
            Opinion(
                replace(each.statement, issuer=f"{each.statement.issuer} {copy}", says=each.statement.says * 2),
                replace(each.answer, verdict=verdicts[copy % 3] if each.answer.verdict in verdicts else verdicts[copy]),
            )
            for copy in range(3)
            for each in finding.opinions
        )
        return replace(finding, opinions=(finding.decides, *opinions), disputed=True)

    steps = tuple(StepResult(step.step, step.verdict, tuple(map(worse, step.findings))) for step in report.steps)
    overdue = tuple(
        f"Review of a long title of an edition of an issuer ({n}) was due on 2026-01-01." for n in range(40)
    )
    return replace(report, steps=steps, overdue=overdue)


@pytest.mark.parametrize("kind", SheetKind)
@pytest.mark.parametrize(("exam", "paper"), [*zip(ONE_A_FAMILY, cycle(PaperSize), strict=False)])
def test_every_sheet_is_one_page_of_its_paper(exam: str, kind: SheetKind, paper: PaperSize) -> None:
    """Child or adult: one page, of each family of exams. The longest fit both papers, see below."""
    age_years = {PaperSize.A4: 7, PaperSize.LETTER: 40}[paper]
    (only,) = read(handout(bare(exam, age_years), known(), kind=kind, paper=paper)).pages
    width_mm = float(only.mediabox.width) / 72 * 25.4

    assert width_mm == pytest.approx({PaperSize.A4: 210, PaperSize.LETTER: 215.9}[paper], abs=0.2)


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("kind", SheetKind)
def test_the_worst_case_still_fits(kind: SheetKind, paper: PaperSize) -> None:
    """Where every topic is disputed, the sheet says less and points to the Evidence page."""
    page = handout(all_disputed(bitewing()), known(), kind=kind, paper=paper, practice="W" * 500)

    assert len(read(page).pages) == 1
    if kind is SheetKind.RECORD:
        assert "more on the Evidence page" in text_of(page)


def test_the_record_says_what_was_judged_and_by_whom() -> None:
    """Verdict, issuers with year, settings and dose, sources, fingerprint: all as text."""
    report = bitewing()
    text = text_of(printed(SheetKind.RECORD))
    dose = figures.dose(report.dose_now.effective_dose_uSv)

    assert "Wait: bitewings 8 months ago, ADA/FDA 2012 advises from 12 months." in text
    assert all(names.STEP[step.step] in text and names.VERDICT[step.verdict] in text for step in report.steps)
    assert "Image Gently 2014 (recommended)" in text
    assert "Against it: ADA 2024 (advised against)" in text
    assert dose in text
    assert figures.background_time(report.days_now) in text
    assert "United States: 3.1 mSv a year (2006;" in text
    assert known().sources["image_gently_2014"].title in text
    assert report.fingerprint in text
    assert words.IS_NOT in text
    assert {words.SIGNED, words.SIGNED_DATE} <= set(text.split())


def test_the_record_names_the_time_advised_with_its_range_and_basis() -> None:
    """From which authority."""
    report = bitewing()
    text = text_of(printed(SheetKind.RECORD))
    advised = report.exposure
    assert advised.set_s is not None
    assert advised.low_s is not None
    assert advised.high_s is not None
    assert advised.basis is not None
    span = figures.time_span(advised.low_s, advised.high_s).removesuffix(" s")

    assert f"{figures.seconds(advised.set_s).removesuffix(' s')} ({span})" in text
    assert names.EXPOSURE_BASIS[advised.basis] in text


@pytest.mark.parametrize(
    ("timer", "said"), [("50_per_s", "Timer 50 impulses a second"), ([0.08, 0.1, 0.125], "Timer 0.08 to 0.125 s")]
)
def test_the_record_names_the_timer(timer: Any, said: str) -> None:
    """As its steps decide the time to set."""
    report = report_of({**KOREAN, "setup": {**KOREAN["setup"], "timer": timer}})

    assert said in plain_text(handout_html(report, known())).replace(". ", " ")


def test_a_reference_level_stands_beside_this_setting_and_judges_nobody() -> None:
    """The latest level for a child at this place, and what this setting gives."""
    text = plain_text(handout_html(report_of(KOREAN), known()))

    assert "Dose-area product 31 mGy·cm², children, South Korea 2023" in text
    assert "This setting: about" in text
    assert words.LEVEL_HELP in text


@pytest.mark.parametrize("kind", SheetKind)
def test_the_pdf_is_tagged_and_says_its_title_and_language(kind: SheetKind) -> None:
    """PDF/UA-1: structure tree, language, a title that viewers show, a chart with its words."""
    reader = read(printed(kind))
    root: Any = reader.trailer["/Root"]
    metadata = reader.metadata
    assert metadata is not None

    assert root["/Lang"] == words.LANGUAGE
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert any("natural background" in alternative for alternative in _alternatives(root["/StructTreeRoot"]))
    assert not re.search(r"/S /Figure(?!.*/Alt)", str(root["/StructTreeRoot"]))


def _alternatives(node: Any) -> list[str]:
    """The words of every figure in the structure tree."""
    here = node.get_object()
    if not hasattr(here, "get"):
        return []
    found = [str(here["/Alt"])] if "/Alt" in here else []
    kids = here.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found += _alternatives(kid)
    return found


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails whatever opens a connection."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a sheet opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.parametrize("kind", SheetKind)
def test_the_same_report_gives_the_same_bytes(kind: SheetKind) -> None:
    """The date on it is the case's; no clock and no random number goes in."""
    again = handout(report_of(BITEWING), load_knowledge(), kind=kind)

    assert again == printed(kind)


def test_nothing_is_fetched(offline: None) -> None:
    """Whatever a page asks for."""
    assert len(read(press(lambda _: "<html lang=en><img alt=x src='http://192.0.2.1/x'>", 1, PaperSize.A4)).pages) == 1


@pytest.mark.parametrize("kind", SheetKind)
def test_a_hostile_name_is_only_a_name(kind: SheetKind, offline: None) -> None:
    """Markup in the practice's name is printed, not obeyed, and fetches nothing; control characters go."""
    html = handout_html(bitewing(), known(), kind=kind, practice=HOSTILE)
    pdf = handout(bitewing(), known(), kind=kind, practice=HOSTILE)
    text = text_of(pdf)

    assert len(read(pdf).pages) == 1
    assert "<script" not in html
    assert "<img" not in html
    assert "\x00" not in html
    assert "\u202e" not in html
    assert "<script>alert(1)</script>" in text


@pytest.mark.parametrize("kind", SheetKind)
def test_the_html_stands_alone(kind: SheetKind) -> None:
    """It names nothing outside itself, and a browser is told to load nothing."""
    html = handout_html(bitewing(), known(), kind=kind, paper="Letter")

    assert not re.search(r"""(?:src|href)\s*=|url\(|@import""", re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
    assert "default-src 'none'" in html
    assert "size: Letter" in html


def test_missing_system_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango the PDF is refused in one sentence, and the HTML still comes."""
    found: Callable[..., Any] = builtins.__import__

    def without_pango(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'\nand more")
        return found(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_pango)

    with pytest.raises(HandoutError, match=r"Pango is missing \(cannot load library 'libpango-1.0-0'\)\. Install"):
        handout(bitewing(), known())
    assert handout_html(bitewing(), known()).startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("exam", EXAMS)
@pytest.mark.parametrize("age_years", [7, 40])
def test_parents_can_read_it(exam: str, age_years: float) -> None:
    """Sixth grade by Flesch-Kincaid, eighth by SMOG; nothing promised, threatened or ordered."""
    text = plain_text(handout_html(bare(exam, age_years), known(), kind="parent"))
    grade = level(text)

    assert grade.flesch_kincaid <= 6
    assert grade.smog <= 8
    assert [phrase for phrase in UNSAID if phrase in text.lower()] == []


def test_every_sentence_for_parents_is_plain() -> None:
    """Also those that only some cases print."""
    sentences = [each for name, told in vars(parent_words).items() if name.isupper() for each in _texts(told)]
    whole = [each for each in sentences if len(each.split()) > 6 and each != parent_words.SMALL_PRINT]
    hard = [each for each in whole if level(each).flesch_kincaid > 6]

    assert hard == []
    assert [each for each in sentences if any(phrase in each.lower() for phrase in UNSAID)] == []


def _texts(told: Any) -> list[str]:
    if isinstance(told, str):
        return [told]
    if isinstance(told, tuple):
        return list(told)
    return list(told.values()) if isinstance(told, dict) else []


def test_parents_read_the_benefit_first_and_the_dose_as_it_is_set() -> None:
    """Why before how much; the size in time of background and in numbers; what is not set is no promise."""
    text = text_of(printed(SheetKind.PARENT, "Riverside Dental"))

    assert text.index(parent_words.WHY) < text.index(parent_words.HOW_MUCH)
    assert "Is there a hole in a tooth?" in text
    assert re.search(r"These two images: about as much as \d+ (hours|days) of that\. It may be as little as", text)
    assert "We can make the dose lower" not in text
    assert re.search(r"In numbers: about [\d.]+ µSv \([\d.]+–[\d.]+ µSv\)", text)
    assert parent_words.RECTANGLE not in text
    assert parent_words.MAY_WAIT in text
    assert "Riverside Dental" in text


def test_parents_are_told_where_another_image_answers_better() -> None:
    visit = {"kind": "symptoms", "clinical_exam_done": True, "earlier_images_checked": True, "indication": "caries"}
    told = {"on": "2026-11-28", "place": "US", "patient": {"age_years": 15}, "visit": visit}
    panoramic, bitewings = (
        plain_text(handout_html(report_of({**told, "exam": exam}), known(), kind="parent"))
        for exam in ("panoramic", "bitewing")
    )

    assert parent_words.ANOTHER in panoramic
    assert parent_words.ANOTHER not in bitewings


def test_a_sheet_is_for_the_settings_that_will_be_used() -> None:
    """As set, or as advised: then the promises are those of the changes, and so is the dose."""
    told = {**BITEWING, "place": "US"}
    set_, advised = (
        plain_text(handout_html(report_of(told), known(), kind="parent", settings=settings))
        for settings in SheetSettings
    )

    assert parent_words.RECTANGLE not in set_
    assert {parent_words.RECTANGLE in advised, parent_words.FAST[Receptor.FILM_F] in advised} == {True}
    assert figures.dose(agreed(report_of(told), known()).dose.effective_dose_uSv) in advised
    assert figures.dose(report_of(told).dose_now.effective_dose_uSv) in set_


@pytest.mark.parametrize(
    ("told", "claimed"),
    [
        ({"exposure_s": 0.25}, False),  # within what tubes differ by: it may be the adult's time
        ({"exposure_s": 0.25, "reference_setting": {"exposure_s": 0.4}}, True),
        ({"exposure_s": 0.4, "reference_setting": {"exposure_s": 0.4}}, False),
        ({"unit": "planmeca_intra", "exposure_s": 0.08}, True),
        ({"unit": "planmeca_intra", "exposure_s": 0.4}, False),
    ],
    ids=["nothing", "own setting", "own setting of an adult", "maker's chart", "longer than the maker's chart"],
)
def test_a_child_s_size_is_claimed_only_where_something_stands_behind_it(told: dict[str, Any], claimed: bool) -> None:
    """An own setting, a maker's chart or a child programme; the general model alone is as wide as tubes differ."""
    known_good = {name: value for name, value in told.items() if name == "reference_setting"}
    set_ = {name: value for name, value in told.items() if name not in known_good}
    setup = {"receptor": "film_f", "beam": "round", "kV": 60, "mA": 7, **set_}
    case = {**BITEWING, "setup": setup, **known_good}

    assert (parent_words.CHILD_SIZE in plain_text(handout_html(report_of(case), known(), kind="parent"))) is claimed


@pytest.mark.parametrize(("programme", "claimed"), [("child", True), ("adult", False), (None, False)])
def test_a_child_programme_is_claimed_only_where_it_is_set(programme: str | None, claimed: bool) -> None:
    """And of its time nothing is claimed: nobody told an adult's to hold it against."""
    case = {"on": "2026-11-21", "place": "GB", "patient": {"age_years": 9}, "exam": "panoramic"}
    said = plain_text(handout_html(report_of({**case, "setup": {"programme": programme}}), known(), kind="parent"))

    assert (parent_words.CHILD_PROGRAMME in said) is claimed
    assert parent_words.CHILD_SIZE not in said


VISIT: dict[str, Any] = {
    "on": "2026-11-28",
    "place": "GB",
    "patient": {"age_years": 9},
    "visit": {"clinical_exam_done": True},
    "exam": "bitewing",
    "setup": {"receptor": "film_d", "beam": "round"},
    "also": [
        {"exam": "panoramic", "setup": {"programme": "adult"}},
        {"exam": "periapical", "region": "mandible_molar", "setup": {"receptor": "sensor", "beam": "rectangular"}},
    ],
}


@cache
def printed_visit(kind: SheetKind) -> str:
    """The words of the sheet of several images."""
    return text_of(handout(report_of(VISIT), known(), kind=kind))


@pytest.mark.parametrize("kind", SheetKind)
def test_a_sheet_tells_every_image_of_the_visit_and_one_sum(kind: SheetKind) -> None:
    report, said = report_of(VISIT), printed_visit(kind)
    summed = together(report)

    assert summed is not None
    assert figures.dose(summed.now) in said
    for each in (report, *report.also):
        assert names.exam(each.case.exam) in said
        assert figures.dose(each.dose_now.effective_dose_uSv) in said


def test_a_promise_is_of_the_image_that_it_was_made_for() -> None:
    """What is done at the visit is true of all of them."""
    said = plain_text(handout_html(report_of(VISIT), known(), kind="parent"))

    assert f"✓. {parent_words.EXAMINED}" in said
    assert f"Periapical (lower molar): {parent_words.RECTANGLE}" in said
    assert f"Panoramic: {parent_words.BENEFIT['panoramic']}" in said
    assert said.count(parent_words.RECTANGLE) == 1


def test_as_advised_every_image_is_changed() -> None:
    said = plain_text(handout_html(report_of(VISIT), known(), kind="parent", settings=SheetSettings.AS_ADVISED))

    assert f"Panoramic: {parent_words.CHILD_PROGRAMME}" in said
    assert f"Bitewing and Periapical (lower molar): {parent_words.RECTANGLE}" in said


def test_the_record_says_what_every_image_asks_for() -> None:
    said = printed_visit(SheetKind.RECORD)

    assert "6 Child-size: to change: Use the child programme" in said
    assert f"{words.TOGETHER} about " in said


@pytest.mark.parametrize("kind", SheetKind)
def test_a_visit_of_every_image_is_printed(kind: SheetKind) -> None:
    """On as many pages as it takes, where one is too short."""
    also = [{"exam": exam} for exam in EXAMS if exam != "bitewing"]

    assert 1 <= len(read(handout(report_of({**VISIT, "also": also}), known(), kind=kind)).pages) <= len(EXAMS)


def test_the_command_line_prints_either_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As PDF, or as a page for a browser by the name of the file; a folder that is not there is refused in one line."""
    case, pdf, page = (tmp_path / name for name in ("case.json", "sheet.pdf", "sheet.html"))
    case.write_text(json.dumps(BITEWING), encoding="utf-8")
    asked = ["sheet", str(case), "--kind", "parent", "--settings", "as_advised", "--out"]

    assert [main([*asked, str(pdf)]), main([*asked, str(page)])] == [0, 0]
    assert capsys.readouterr().out.split() == [str(pdf), str(page)]
    assert parent_words.RECTANGLE in text_of(pdf.read_bytes())
    assert parent_words.RECTANGLE in page.read_text(encoding="utf-8")
    assert main([*asked, str(tmp_path / "none" / "sheet.pdf")]) == 2
    assert "--out: cannot be written" in capsys.readouterr().err


def test_the_record_tells_what_was_done_before_the_check_list() -> None:
    """What is signed is what was done and why; what could be better stands behind it."""
    text = text_of(printed(SheetKind.RECORD))
    done, why, signed, behind = (text.index(each) for each in (words.DONE, words.WHY, words.SIGNED, words.BEHIND))

    assert done < why < signed < behind < text.index("Wait: bitewings 8 months ago")
    assert "Months since bitewings: 8" in text[why:signed]


def test_parents_are_promised_nothing_that_was_not_told() -> None:
    """With no settings told, the sheet says to ask."""
    text = plain_text(handout_html(bare("panoramic"), known(), kind="parent"))

    assert parent_words.ASK_LOW in text
    assert parent_words.COLLAR not in text
    assert parent_words.EXAMINED not in text


def test_a_disputed_collar_is_not_promised() -> None:
    """Where issuers disagree the choice is the reader's, so neither sheet counts it among the changes."""
    disputed = {**BITEWING, "place": "US"}
    report = report_of(disputed)
    record, sheet = (plain_text(handout_html(report, known(), kind=kind)) for kind in SheetKind)

    assert names.DISPUTED in record
    assert parent_words.COLLAR not in sheet


def test_every_question_has_plain_words() -> None:
    """Of an exam without words of its own the family is described; each indication but "other" has a question."""
    assert set(parent_words.BENEFIT) == set(parent_words.OTHER_WAY) <= set(EXAMS)
    assert set(parent_words.BENEFIT_OF_FAMILY) == set(Family)
    assert set(parent_words.QUESTION) == set(Indication) - {Indication.OTHER}


def test_the_record_holds_no_identity() -> None:
    """A line to sign, and no field for a name, a birthday or a number of the patient."""
    text = text_of(printed(SheetKind.RECORD)).lower()

    assert not re.search(r"date of birth|patient name|patient id|\bdob\b", text)
