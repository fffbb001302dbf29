"""A row in plain words: its one-line title, its facts, its source; and text made inert for markdown."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from advisor.case.model import Source
from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence import words as evidence_words
from advisor.evidence.published import Cells, Sheet
from advisor.evidence.shelf import ShelfRow
from advisor.evidence.statements import StandingStatement, StatementStanding
from advisor.guidance.statement import Statement
from advisor.words import names

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()<>#|~$:!])")
_PLAUSIBLE_ID: Final = re.compile(r"[\w.\- ]{1,60}")
_TITLE_LENGTH: Final = 110
_AMOUNTS: Final = ("value", "low", "high")
_APART: Final = frozenset(  # told in places of their own
    (
        *("id", "says", "source", "where", "certainty", "note"),
        *("formula", "derived_from", "rows", "spread", "place"),
        *_AMOUNTS,
    )
)
_OF_SOURCE: Final = frozenset({"title", "issuer", "year", "url", "read_on", "review_by"})


def inert(text: str) -> str:
    """Text that markdown shows as it is written."""
    return _MARKUP.sub(r"\\\1", text.replace("\n", " "))


def plausible(id: str) -> bool:
    """Whether an id from an address may be repeated on the screen."""
    return _PLAUSIBLE_ID.fullmatch(id) is not None


def title(found: ShelfRow) -> str:
    """What a row is, in one line."""
    line = ", ".join(_told(found.sheet.id, found.row))
    return line if len(line) <= _TITLE_LENGTH else f"{line[:_TITLE_LENGTH].rsplit(' ', 1)[0]} …"


def _told(sheet: str, row: Cells) -> list[str]:
    parts = []
    for column in in_tables.TELLS[sheet]:
        written = row.get(column) or ""
        if column == "quantity":
            parts.append(in_tables.measured(written, _amount(row)))
        elif column in in_tables.CAPTION_CELLS and written:
            parts.append(
                evidence_words.CAPTION.format(label=in_tables.label(column), value=in_tables.cell(column, written))
            )
        elif written and column not in _AMOUNTS:
            parts.append(in_tables.cell(column, written))
    return parts


def _amount(row: Cells) -> str:
    return in_tables.amount(*(row.get(column) or "" for column in _AMOUNTS))


def facts(found: ShelfRow) -> dict[str, str]:
    """Every other cell that is told, by its heading; a value with its ends and what they mean as one."""
    row, said = found.row, dict[str, str]()
    apart = _APART | (_OF_SOURCE if found.sheet.id == tables.SOURCES else frozenset())
    for column in (column.name for column in found.sheet.columns):
        if column == "quantity":
            said[in_tables.label("value")] = in_tables.measured(row[column], _amount(row))
        elif row.get(column) and column not in apart:
            said[in_tables.label(column)] = in_tables.cell(column, row[column])
    if "quantity" not in row and _amount(row):
        said[evidence_words.RANGE] = _amount(row)
    if row.get("spread") not in (None, "", "none"):
        said[in_tables.label("spread")] = in_tables.cell("spread", row["spread"])
    return said


def statement_facts(standing: StandingStatement, places: Mapping[str, str]) -> dict[str, str]:
    """What a statement is: its document, where and when it holds, to whom it applies, and how it stands."""
    statement, edition = standing.statement, standing.edition
    return {
        evidence_words.TOPIC: names.TOPIC[statement.topic],
        evidence_words.EDITION: edition.title + (f" ({edition.note})" if edition.note else ""),
        in_tables.label("strength"): names.STRENGTH[statement.strength],
        evidence_words.APPLIES: applies(statement),
        evidence_words.REACH: ", ".join(places.get(code, code) for code in statement.reach),
        evidence_words.FROM: statement.in_force_from.isoformat(),
        in_tables.label("standing"): stands(standing),
        **{in_tables.label(name): f"{number:g}" for name, number in statement.numbers.items()},
        **{
            in_tables.label(name): ", ".join(in_tables.choice(each) for each in chosen)
            for name, chosen in statement.choices.items()
        },
    }


def applies(statement: Statement) -> str:
    said = (
        evidence_words.APPLIES_FACT.format(fact=in_tables.fact(n), value=in_tables.fact_value(n, v))
        for n, v in statement.applies.items()
    )
    return "; ".join(said) or evidence_words.APPLIES_ALWAYS


def stands(standing: StandingStatement) -> str:
    """How a statement stands, and who made it so."""
    other = standing.ended_by
    if standing.standing is StatementStanding.ENDED and other:
        return evidence_words.ENDED_BY.format(
            on=other.speaks_from, issuer=other.issuer, year=other.dated, title=other.title
        )
    other = standing.updated_by
    if standing.standing is StatementStanding.SPEAKS and other:
        remark = next(update.remark for update in other.updates if update.edition == standing.edition.id)
        return evidence_words.UPDATED_BY.format(
            on=other.speaks_from, issuer=other.issuer, year=other.dated, remark=remark
        )
    if standing.standing is StatementStanding.SPEAKS and standing.later:
        return evidence_words.LATER.format(issuer=standing.later.issuer, year=standing.later.dated)
    return evidence_words.STANDING[standing.standing]


def cited(source: Source) -> str:
    """A source as one line of markdown, without its link."""
    year = f", {source.year}" if source.year else ""
    return evidence_words.SOURCE.format(title=inert(source.title), issuer=inert(source.issuer), year=year)


def link(source: Source) -> str:
    """Where to open it; says so where there is nowhere."""
    if source.url is None:
        return evidence_words.NO_LINK
    return evidence_words.SOURCE_LINK.format(host=urlsplit(source.url).hostname, url=source.url)


def listed(sheet: Sheet) -> tuple[str, ...]:
    """The columns that a grid shows: those named for it, else all that are told anywhere, the id last."""
    written = tuple(c.name for c in sheet.columns if any(row.get(c.name) for row in sheet.rows))
    return in_tables.SHOWN.get(sheet.id) or tuple(sorted(written, key="id".__eq__))
