"""HTML -> PDF through WeasyPrint, which may fetch nothing; the first sheet that fits on one page is printed."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from advisor.handout import words
from advisor.handout.page import PaperSize

_VARIANT: Final = "pdf/ua-1"
_IDENTIFIER: Final = b"dental-exposure-advisor"


class HandoutError(Exception):
    """A sheet cannot be made on this computer, whatever is brought; the sentence says why and what to do."""


@cache
def can_print() -> bool:
    """Whether this computer has what WeasyPrint needs (Pango); a machine does not gain it while the server runs."""
    try:
        import weasyprint  # type: ignore[import-untyped]  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def book(html: str) -> bytes:
    """A document of as many pages as it takes; HandoutError where this computer cannot print."""
    html_of, fonts, fetcher = _printer()
    document = html_of(string=html, url_fetcher=fetcher(allowed_protocols=()))
    pdf: bytes = document.write_pdf(font_config=fonts(), pdf_identifier=_IDENTIFIER, pdf_variant=_VARIANT)
    return pdf


def _printer() -> tuple[Any, Any, Any]:
    """What WeasyPrint prints with: document, fonts, and a fetcher that is to fetch nothing."""
    try:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
        from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise HandoutError(words.NO_PRESS.format(reason=reason)) from error
    return HTML, FontConfiguration, URLFetcher


def press(sheet: Callable[[int], str], sheets: int, paper: PaperSize, most_pages: int = 1) -> bytes:
    """The first sheet that is one page long; they are numbered from roomy to tight, and most cases fit the roomiest.

    Where none is, the tightest, on no more than `most_pages`.
    """
    html_of, font_configuration, fetcher = _printer()
    fonts, nothing = font_configuration(), fetcher(allowed_protocols=())
    for number in range(sheets):
        document = html_of(string=sheet(number), url_fetcher=nothing).render(font_config=fonts, pdf_variant=_VARIANT)
        if len(document.pages) == 1:
            break
    if len(document.pages) > most_pages:
        raise HandoutError(words.TOO_LONG.format(paper=paper.value))
    pdf: bytes = document.write_pdf(pdf_identifier=_IDENTIFIER, pdf_variant=_VARIANT)
    return pdf
