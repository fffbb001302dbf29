"""What would be set where nobody told what is: as the deciding statements ask, else as the models advise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from advisor.case.model import Case
from advisor.case.vocabulary import Topic
from advisor.guidance.questions import SETTINGS
from advisor.guidance.rules import RULES
from advisor.guidance.stands import accepted_settings
from advisor.guidance.statement import Finding

_TIME: Final = "exposure_s"


def settings(case: Case, findings: Mapping[Topic, Finding]) -> Iterator[tuple[Topic, Sequence[Mapping[str, Any]]]]:
    """Each untold setting with what it may be, the value asked for first, in the order of the steps.

    Parameters
    ----------
    case : Case
        With its exposure advice laid in: an untold time is settled once it can be worked out.
    findings : Mapping
        By topic; topics on which nobody speaks settle nothing, nor do side topics that nobody raised.
    """
    for line in RULES:
        question, found = SETTINGS.get(line.topic), findings.get(line.topic)
        if question and found and not line.on_request and question.untold(case):
            asked = accepted_settings(found.decides.statement, line.rule, case)
            if asked:
                yield line.topic, asked
    advised = case.exposure
    if case.setup.exposure_s is None and advised is not None and advised.set_s is not None:
        yield Topic.EXPOSURE_TIME, ({_TIME: advised.set_s},)
