"""One topic of a case: every issuer's statement that applies, judged on its own, side by side; never merged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from advisor.case.model import Case, Exam, Fact
from advisor.case.vocabulary import Topic, Verdict
from advisor.guidance.editions import Candidate, IssuerEditions, IssuersByTopic, RankedEdition
from advisor.guidance.rules import RULES, WITHDRAWN, Rule, TopicRule
from advisor.guidance.statement import Answer, Finding, Opinion, Statement

URGENCY: Final = {verdict: rank for rank, verdict in enumerate(Verdict)}
_FLOORS: Final = frozenset({"between", "min_cone"})
_BOUNDS: Final = frozenset({"under"})
_QUESTION: Final = "indication"
_PRINCIPLES: Final = frozenset({"needs_indication", "only_when_needed"})
_OF_THE_QUESTION: Final = frozenset({"not_indicated", "best_exam"})
_VISIT: Final = "visit_kind"
_OF_THE_VISIT: Final[Mapping[Fact, frozenset[Fact]]] = {  # visits that are a question, and what told is no other
    "caries_detection": frozenset({None, "caries"}),
    "endodontic": frozenset(
        {None, "periapical_pathosis", "complex_endodontics", "root_resorption", "cervical_resorption"}
    ),
}
_LOCAL: Final = "local"
_LINE: Final = {line.topic: line for line in RULES}
_FORUMS: Final = 4096
_AGE: Final = "age"  # the end of the names of all numbers that are ages
_AGE_READ: Final = "patient.age_years"
_REMEMBERED: Final = 256  # answers of one forum


class RankedOpinion(NamedTuple):
    """An opinion, and what its place among the others follows from."""

    rank: int
    asked: Candidate
    opinion: Opinion
    answers: bool = False  # says of the very question told that this image does not answer it, or another does better


class OpenCandidate(NamedTuple):
    """A statement that may speak of the case, and the facts that would settle it."""

    rank: int
    asked: Candidate
    missing: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, eq=False)
class TopicIssuers:
    """A line of the checklist with everyone who may speak on it; remembers what was said about equal facts."""

    line: TopicRule
    voices: tuple[IssuerEditions, ...]
    asks: tuple[str, ...]  # the named facts that its statements still ask for
    reads: Callable[[Case], Any] | None
    remembered: dict[Any, Finding | None]
    agreed: dict[Any, Any]  # what all completions of equal facts agree on
    voiced: bool  # whether anybody speaks on it who may decide
    facts: tuple[str, ...]  # all that its answers turn on
    questions: frozenset[str]  # the clinical questions that its statements name


def topics_of(voices: IssuersByTopic, exam: Exam) -> tuple[TopicIssuers, ...]:
    """Everyone who may speak of an exam, by the lines of the checklist that fit it."""
    return tuple(
        _forum(line.topic, exam, _in_short(voices[line.topic]))
        for line in RULES
        if line.fits(exam) and line.topic in voices
    )


def _in_short(voices: tuple[IssuerEditions, ...]) -> tuple[IssuerEditions, ...]:
    """The same with the ranks counted among themselves, so that an edition on something else makes no difference."""
    ranks = sorted({heard.rank for voice in voices for heard in voice} | {0})
    place = dict(zip(ranks, range(len(ranks)), strict=True))
    return tuple([tuple([RankedEdition(place[rank], asked) for rank, asked in voice]) for voice in voices])


@lru_cache(maxsize=_FORUMS)
def _forum(topic: Topic, exam: Exam, voices: tuple[IssuerEditions, ...]) -> TopicIssuers:
    """Made once for equal voices, whatever place, day and patient they are of."""
    line = _LINE[topic]
    heard = [asked for voice in voices for each in voice for asked in each.asked]
    asks = dict.fromkeys(name for asked in heard for name, _ in asked.applies)
    ages = any(name.endswith(_AGE) for asked in heard for name in asked.statement.numbers)
    reads = [name for name in line.reads if ages or name != _AGE_READ]
    return TopicIssuers(
        line,
        voices,
        tuple(asks),
        attrgetter(*reads) if reads else None,
        {},
        {},
        voiced=any(not asked.beside for asked in heard),
        facts=tuple(dict.fromkeys((*asks, *(name.rpartition(".")[2] for name in line.reads)))),
        questions=frozenset(word for asked in heard for word in _questions(asked)),
    )


def _questions(asked: Candidate) -> tuple[str, ...]:
    wanted = tuple(str(value) for name, value in asked.applies if name == _QUESTION)
    return (*wanted, *asked.statement.choices.get(_LOCAL, ()))


def finding(forum: TopicIssuers, case: Case, told_facts: Mapping[str, Fact]) -> Finding | None:
    """The opinions on a topic in order of precedence; None where nobody speaks of this case."""
    if forum.reads is None:
        return _finding(forum, case, told_facts)
    key = (forum.reads(case), *[told_facts[name] for name in forum.asks])
    remembered = forum.remembered
    if key not in remembered:
        if len(remembered) >= _REMEMBERED:
            remembered.clear()
        remembered[key] = _finding(forum, case, told_facts)
    return remembered[key]


def _finding(forum: TopicIssuers, case: Case, told_facts: Mapping[str, Fact]) -> Finding | None:
    spoken = [each for voice in forum.voices for each in _spoken(forum.line.rule, case, told_facts, voice)]
    if not spoken:
        return None
    spoken.sort(key=_precedence)
    if spoken[0].asked.beside:
        return None
    opinions = tuple(each.opinion for each in spoken)
    return Finding(forum.line.topic, opinions, opinions[0], disputed=_disputed(spoken))


def _disputed(spoken: Sequence[RankedOpinion]) -> bool:
    """Whether issuers oppose each other: of each its most urgent verdict counts, as nobody disputes with oneself."""
    if len(spoken) == 1:
        return False
    sides: dict[str, Verdict] = {}
    for _, asked, opinion, _ in spoken:
        verdict, issuer = opinion.answer.verdict, asked.statement.issuer
        if verdict is Verdict.CANNOT_TELL or asked.beside or _kept_bound(opinion):
            continue
        if spoken[0].answers and _principle(opinion):
            continue
        if issuer not in sides or URGENCY[verdict] < URGENCY[sides[issuer]]:
            sides[issuer] = verdict
    return len(set(sides.values())) > 1


def _spoken(rule: Rule, case: Case, told_facts: Mapping[str, Fact], voice: IssuerEditions) -> list[RankedOpinion]:
    """What one issuer says: its latest edition that has a statement for this case.

    Where a later edition may apply but a fact is missing, the earlier one speaks, the missing fact named beside it.
    """
    unsure: list[OpenCandidate] = []
    for rank, edition in voice:
        sure: list[RankedOpinion] = []
        for asked in edition:
            missing = circumstances(asked.applies, told_facts)
            if missing and asked.statement.position != WITHDRAWN:
                unsure.append(OpenCandidate(rank, asked, missing))
            elif missing is not None:
                if asked.statement.position == WITHDRAWN:
                    return []
                answer = rule(case, asked.statement)
                if answer is not None and not _of_another_question(asked.statement, told_facts):
                    answers = _answers_the_question(asked.statement, answer.verdict)
                    sure.append(RankedOpinion(rank, asked, Opinion(asked.statement, answer), answers))
        if sure:
            return sure + _one_of([each for each in unsure if each.rank != rank])
    return _one_of(unsure)


def circumstances(applies: Iterable[tuple[str, Fact]], told_facts: Mapping[str, Fact]) -> dict[str, Fact] | None:
    """The untold facts that a statement applies to, each as it wants it; empty = it applies, None = it does not.

    A statement on a special question (impacted canine, say) is not asked for while nobody raised any question.
    """
    missing: dict[str, Fact] = {}
    for name, wanted in applies:
        fact = told_facts[name]
        if fact is None and name == _QUESTION:
            return None
        if fact is None:
            missing[name] = wanted
        elif fact != wanted:
            return None
    return missing


def _one_of(unsure: Sequence[OpenCandidate]) -> list[RankedOpinion]:
    """Several statements that may apply make one opinion, which names every fact that would settle it."""
    if not unsure:
        return []
    missing = {name: None for each in unsure for name in each.missing}
    rank, asked, _ = unsure[0]
    return [RankedOpinion(rank, asked, Opinion(asked.statement, Answer(Verdict.CANNOT_TELL, missing)))]


def _kept_bound(opinion: Opinion) -> bool:
    """Whether a bound is kept that is no advice on how to set a unit: it neither outranks advice nor disputes it."""
    return opinion.statement.position in _BOUNDS and opinion.answer.verdict is Verdict.SUPPORTED


def _principle(opinion: Opinion) -> bool:
    """Whether it is said only that an image needs a reason, of whatever question; who names one says more."""
    return opinion.statement.position in _PRINCIPLES and _QUESTION not in opinion.statement.applies


def _of_another_question(statement: Statement, told_facts: Mapping[str, Fact]) -> bool:
    """Whether it speaks of a visit as of a question, and another question was told."""
    own = _OF_THE_VISIT.get(statement.applies.get(_VISIT)) if statement.position in _OF_THE_QUESTION else None
    return own is not None and _QUESTION not in statement.applies and told_facts[_QUESTION] not in own


def _answers_the_question(statement: Statement, verdict: Verdict) -> bool:
    """Whether a statement says of the very question told that this image does not answer it, or another does better.

    A visit to look for caries, or for a root canal, is a question too.
    """
    names_it = _QUESTION in statement.applies or statement.applies.get(_VISIT) in _OF_THE_VISIT
    return names_it and verdict in {Verdict.AVOID, Verdict.IMPROVE} and statement.position in _OF_THE_QUESTION


def _precedence(spoken: RankedOpinion) -> tuple[bool, bool, bool, bool, bool, int, int, str]:
    """Law at the place, else the campaign, else the nearest issuer's latest word, a telling one before one that cannot.

    A bound that is kept does not outrank better advice, nor a principle what is said of the very question.
    """
    rank, asked, opinion, answers = spoken
    statement, verdict = asked.statement, opinion.answer.verdict
    kept_floor = asked.law and verdict is Verdict.SUPPORTED and statement.position in _FLOORS
    kept_floor = kept_floor or _kept_bound(opinion)
    vague = verdict is Verdict.CANNOT_TELL and rank > 0 and not asked.law
    return (
        asked.beside,
        not asked.law or kept_floor,
        kept_floor,
        not answers,
        vague,
        rank,
        URGENCY[verdict],
        statement.id,
    )
