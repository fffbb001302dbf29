"""What measurements say of a thyroid collar where this beam goes; the issuers' words stand beside it."""

from typing import Final

from advisor.case.model import Case
from advisor.case.vocabulary import Family
from advisor.evidence import row_ids, with_links
from advisor.knowledge import Knowledge
from advisor.pages.check import collar_words as words

_PER_CENT: Final = 100.0


def measured(case: Case, knowledge: Knowledge) -> str:
    """One sentence, its rows leading to the Evidence page."""
    if case.exam.family is Family.CEPHALOMETRIC:
        return ""
    form = words.BY_GEOMETRY[case.thyroid_near_beam] if case.exam.intraoral else words.BY_FAMILY[case.exam.family]
    cut = {row.id: row.range for row in knowledge.tables.factors}
    numbers = {
        f"{row}_{end}": f"{_PER_CENT * (1.0 - value):.0f}"
        for row in words.ROWS
        if (shown := cut.get(row)) is not None
        for end, value in (("most", shown.low), ("least", shown.high))
    }
    return with_links(form.format(**numbers), row_ids(knowledge))
