"""The card of a record: tagged, one page a code, the code read back from the rendered page, plain enough to read."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from advisor.__main__ import main
from advisor.handout import card_words
from advisor.handout.card import CardSize, card, card_html, codes
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.record import Record, read_record, record_from_text
from tests.patience import PATIENCE_S
from tests.reading_level import level

_SIZE_MM = {CardSize.CREDIT: (85.6, 53.98), CardSize.A6: (105, 148)}
_RENDERED_DPI = 300


def told(count: int, name: str | None = None, words: str = "Dr Lee, Springfield") -> dict[str, Any]:
    return {
        "name": name,
        "entries": [
            {
                "on": f"{2000 + nth // 2}-03-12",
                "exam": "bitewing",
                "region": "posterior",
                "side": ("left", "right")[nth % 2],
                "age_years": 7,
                "why": "caries",
                "where": words,
                "asked_by": words,
                "setup": {"receptor": "sensor", "kV": 60, "mA": 7, "exposure_s": 0.1, "dap_mGycm2": 12.5},
            }
            for nth in range(count)
        ],
    }


def scanned(pdf: bytes, folder: Path) -> str:
    """What Debian's zbar reads from each rendered page, one below the other."""
    for tool, package in (("pdftoppm", "poppler-utils"), ("zbarimg", "zbar-tools")):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is missing; apt-get install {package} to have the code read back")
    (folder / "card.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", f"{_RENDERED_DPI}", "-png", folder / "card.pdf", folder / "page"],
        check=True,
        timeout=PATIENCE_S,
    )
    read = [_read(page) for page in sorted(folder.glob("page*.png"))]
    return "\n".join(read)


def _read(page: Path) -> str:
    found = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--set", "*.enable=0", "--set", "qrcode.enable=1", page],
        check=True, capture_output=True, timeout=PATIENCE_S,
    )  # fmt: skip
    return found.stdout.decode("utf-8")


@pytest.mark.parametrize("size", CardSize)
def test_the_code_is_read_back_from_the_rendered_card(knowledge: Knowledge, size: CardSize, tmp_path: Path) -> None:
    """More entries than one code holds, an accent in the name: every entry comes back by a foreign decoder."""
    record = read_record(told(21, name="Mía & <Söhne>"), knowledge)
    back = record_from_text(scanned(card(record, knowledge, size), tmp_path), knowledge)

    assert len(codes(record, size)) > 1
    assert set(back.entries) == set(record.entries)
    assert back.name == record.name


@pytest.mark.parametrize("size", CardSize)
@pytest.mark.parametrize(("count", "name"), [(1, None), (13, "W" * 40)])
def test_a_card_is_tagged_and_a_page_a_code(knowledge: Knowledge, size: CardSize, count: int, name: str | None) -> None:
    """PDF/UA-1, of the size of a card, whatever it holds."""
    record = read_record(told(count, name), knowledge)
    pdf = card(record, knowledge, size)
    read = PdfReader(io.BytesIO(pdf))
    width, height = (float(end) / 72 * 25.4 for end in (read.pages[0].mediabox.width, read.pages[0].mediabox.height))

    assert len(read.pages) == len(codes(record, size))
    assert (width, height) == pytest.approx(_SIZE_MM[size], abs=0.2)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in read.trailer["/Root"]["/Metadata"].get_data()
    assert card(record, knowledge, size) == pdf


def test_no_code_is_too_full_to_scan(knowledge: Knowledge) -> None:
    """A module is 0.36 mm or more on every card; one entry in the longest words still has a card."""
    import segno

    for size, millimetres in ((CardSize.CREDIT, 47), (CardSize.A6, 80)):
        for text in codes(read_record(told(60), knowledge), size):
            modules, _ = segno.make_qr(text, error="l", encoding="utf-8").symbol_size(border=4)
            assert millimetres / modules >= 0.36
    longest = read_record(told(1, name="é" * 40, words="é" * 80), knowledge)
    assert record_from_text(codes(longest)[0], knowledge) == longest


def test_the_code_says_what_it_is_and_no_link_is_on_the_card(knowledge: Knowledge) -> None:
    """For a screen reader the code has a title; nothing on the card is fetched or linked to."""
    html = card_html(read_record(told(2, name="<script>"), knowledge), knowledge)

    assert "<title>Code that holds 2 entries as text</title>" in html
    assert "<script>" not in html
    assert "href" not in html


def test_an_empty_record_has_no_card(knowledge: Knowledge) -> None:
    """And says what it needs."""
    with pytest.raises(Refusal, match="entries: is empty; a card needs at least one entry"):
        card(Record(), knowledge)


def test_families_can_read_the_card() -> None:
    """Grade 6 or below."""
    said = " ".join((card_words.SCAN, card_words.PLAIN, card_words.SHOW))

    assert level(said).flesch_kincaid <= 6


def test_the_newest_are_on_the_first_card(knowledge: Knowledge) -> None:
    """Who scans one card only has what matters most."""
    first, *others = codes(read_record(told(30), knowledge))
    days = [line[:10] for text in (first, *others) for line in text.splitlines()[1:]]

    assert all(one >= other for one, other in pairwise(days))
    assert first.startswith("Dental image record 1/")


def test_the_command_writes_the_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Or says in one line why not."""
    file, out = tmp_path / "record.json", tmp_path / "card.pdf"
    file.write_text(json.dumps(told(2)), encoding="utf-8")

    assert main(["record", "card", str(file), "--size", "A6", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out == f"{out}: 1 card, 2 entries\n"
    assert main(["record", "card", str(file), "--out", str(tmp_path / "no" / "card.pdf")]) == 2
    assert capsys.readouterr().err.startswith("--out: cannot be written")
