"""One issuer's opinion with its source, as pages list it."""

from typing import Final

from advisor.case.vocabulary import Verdict
from advisor.evidence import RowKind
from advisor.guidance.statement import Opinion
from advisor.knowledge import Knowledge
from advisor.pages.shared import back, words
from advisor.words import names

_JUDGED: Final = (Verdict.AVOID, Verdict.IMPROVE, Verdict.SUPPORTED)


def said(opinion: Opinion, knowledge: Knowledge) -> str:
    """One opinion with its source, as an item of a list."""
    statement, verdict = opinion.statement, opinion.answer.verdict
    said = words.OPINION.format(
        issuer=statement.issuer,
        year=statement.dated,
        strength=names.STRENGTH[statement.strength],
        state=words.STATE.format(verdict=names.VERDICT[verdict]) if verdict in _JUDGED else "",
        says=statement.says,
    )
    source = knowledge.sources[statement.citation.source]
    form = words.SOURCE_LINKED if source.url else words.SOURCE
    cited = form.format(
        title=source.title,
        url=source.url,
        where=statement.citation.where,
        certainty=names.CERTAINTY[statement.citation.certainty],
    )
    note = f" {statement.note}" if statement.note else ""
    row = words.ROW_LINK.format(id=statement.id, link=back.link(RowKind.STATEMENT, statement.id))
    return f"- {said}{note}  \n  {cited} · {row}"
