"""A comparison with the models as a table of text, as every other table of evidence is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from advisor.case.vocabulary import Measure
from advisor.evidence import model_words as words
from advisor.evidence.published import Sheet, SheetColumn
from advisor.evidence.sheets import text
from advisor.knowledge import Knowledge
from advisor.validation.compared import Compared

_FIGURES: Final = 3
_TIMES: Final = (
    *("id", "within_one_step", "ratio", "printed_s", "longest_s", "model_s"),
    *("chart", "exam", "region", "population", "receptor", "rows"),
)
_RATIOS: Final = (
    *("id", "within_one_step", "ratio", "printed_ratio", "model_ratio", "chart", "population", "from", "to", "rows"),
)
_DOSES: Final = (
    *("id", "within_range", "ratio", "printed_uSv", "model_uSv", "low_uSv", "high_uSv"),
    *("source", "exam", "population", "receptor", "device", "rows"),
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
    return Sheet(words.SHEET.format(measure=measure), title, tuple(SheetColumn(name) for name in columns), rows)


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
