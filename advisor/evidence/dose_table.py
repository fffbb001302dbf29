"""The summaries of doses foretold without their study, as a table of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from advisor.evidence import dose_words as words
from advisor.knowledge import Knowledge
from advisor.validation.leave_one_out import Foretold, Summary, summaries

_PER_CENT: Final = 100.0


def foretold_table(found: Sequence[Foretold], knowledge: Knowledge) -> tuple[dict[str, str], ...]:
    """One row for each exam and what is told; in brackets without the studies that stand apart, where that differs."""
    others = {(each.exam, each.told): each for each in summaries(each for each in found if not each.apart)}
    return tuple(dict(_cells(each, others.get((each.exam, each.told)), knowledge)) for each in summaries(found))


def name(summary: Summary | Foretold) -> str:
    """Exam and what is told, in words."""
    return words.NAME.format(exam=words.EXAM[summary.exam], told=words.TOLD[summary.told])


def _cells(summary: Summary, others: Summary | None, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    yield words.WHAT, name(summary)
    yield words.DOSES, words.OF.format(doses=summary.doses, studies=summary.studies)
    apart = others is not None and others.doses != summary.doses
    share = words.SHARE_WITHOUT if apart else words.SHARE
    number = words.NUMBER_WITHOUT if apart else words.NUMBER
    rest = others or summary
    yield words.INSIDE, share.format(all=_PER_CENT * summary.coverage, others=_PER_CENT * rest.coverage)
    yield words.WIDTH, words.NUMBER.format(all=summary.width)
    yield words.ERROR, words.TIMES.format(value=summary.error)
    yield words.BIAS, f"{summary.bias:.2f}"
    yield words.SCORE, number.format(all=summary.score, others=rest.score)
    yield words.MISSED, ", ".join(study(each, knowledge) for each in summary.missed) or words.NOBODY


def study(source: str, knowledge: Knowledge) -> str:
    """A study by its document's id in plain letters, marked where it stands apart."""
    plain = source.replace("_", " ")
    return f"{plain} (apart)" if knowledge.sources[source].apart else plain
