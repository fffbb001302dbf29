"""How good the models are, as tables of text: published values beside the models', studies predicted unseen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from advisor.case.vocabulary import Measure
from advisor.evidence import model_words as words
from advisor.evidence.published import Sheet, SheetColumn
from advisor.evidence.sheets import text
from advisor.knowledge import Knowledge
from advisor.validation.compared import Compared
from advisor.validation.leave_one_out import Prediction, Summary, summaries

_FIGURES: Final = 3
_PER_CENT: Final = 100.0
_TIMES: Final = (
    *("within_one_step", "ratio", "printed_s", "longest_s", "model_s"),
    *("chart", "exam", "region", "population", "receptor", "rows", "id"),
)
_RATIOS: Final = (
    *("within_one_step", "ratio", "printed_ratio", "model_ratio", "chart", "population", "from", "to", "rows", "id"),
)
_DOSES: Final = (
    *("within_range", "ratio", "printed_uSv", "model_uSv", "low_uSv", "high_uSv"),
    *("source", "exam", "population", "receptor", "device", "rows", "id"),
)
_COLUMNS: Final[Mapping[Measure, tuple[str, ...]]] = {
    Measure.REGION: _TIMES,
    Measure.CHILD: _TIMES,
    Measure.RECEPTOR: _RATIOS,
    Measure.CONE: _RATIOS,
    Measure.TUBE_VOLTAGE: _RATIOS,
    Measure.DOSE: _DOSES,
}


def comparison(measure: Measure, compared: Sequence[Compared], knowledge: Knowledge) -> Sheet:
    """Every value of a measure, in the order given; a column is told where the measure has it."""
    columns = _COLUMNS[measure]
    rows = tuple({name: cells[name] for name in columns} for cells in (_cells(each, knowledge) for each in compared))
    title = words.MEASURE[measure]
    return Sheet(f"check-{measure}", title, tuple(SheetColumn(name) for name in columns), rows)


def _cells(compared: Compared, knowledge: Knowledge) -> dict[str, str]:
    held, printed, model = words.HELD_WORD[compared.held], compared.printed, compared.model
    unit = knowledge.units.get(compared.document)
    low, middle, high = (_number(getattr(model, end, None)) for end in ("low", "typical", "high"))
    shortest, longest = _number(printed.low), _number(printed.high) if printed.high > printed.low else ""
    return {
        "id": compared.rows[0],
        "within_one_step": held,
        "within_range": held,
        "chart": unit.label if unit else compared.document,
        "source": compared.document,
        "device": text(compared.start),
        **{name: text(getattr(compared, name)) for name in ("exam", "region", "population", "receptor")},
        "from": text(compared.start),
        "to": text(compared.end),
        **dict.fromkeys(("printed_s", "printed_ratio", "printed_uSv"), shortest),
        "longest_s": longest,
        **dict.fromkeys(("model_s", "model_ratio", "model_uSv"), middle),
        "low_uSv": low,
        "high_uSv": high,
        "ratio": _number(compared.ratio),
        "rows": " ".join(compared.rows),
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.{_FIGURES}g}"


def predicted_table(found: Sequence[Prediction], knowledge: Knowledge) -> tuple[dict[str, str], ...]:
    """One row for each exam and what is told; in brackets without the studies that stand apart, where that differs."""
    others = {(each.exam, each.told): each for each in summaries(each for each in found if not each.apart)}
    return tuple(dict(_figures(each, others.get((each.exam, each.told)), knowledge)) for each in summaries(found))


def name(summary: Summary | Prediction) -> str:
    """Exam and what is told, in words."""
    return words.NAME.format(exam=words.EXAM[summary.exam], told=words.TOLD[summary.told])


def _figures(summary: Summary, others: Summary | None, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
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
    return words.APART.format(study=plain) if knowledge.sources[source].apart else plain
