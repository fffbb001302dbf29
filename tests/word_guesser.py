"""A student who knows nothing but how options of other lessons are worded, and picks by that.

    python -m tests.word_guesser      how often that is right, by lesson, and the words that give options away

Naive Bayes over words with add-one smoothing; a lesson is guessed from all the others.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log
from typing import Any

from tests.lesson_files import questions

_WORD = re.compile(r"[a-z’']+")


@dataclass(frozen=True, slots=True)
class Item:
    """Options of which one is right, and the lesson they are of."""

    lesson: str
    options: tuple[tuple[frozenset[str], bool], ...]

    @property
    def chance(self) -> float:
        return 1 / len(self.options)


def words(said: str) -> frozenset[str]:
    return frozenset(_WORD.findall(said.lower()))


def items() -> list[Item]:
    """Questions of choice and turns of a talk, wherever just one option is right."""
    found = []
    for lesson, _, question in questions():
        offered = [question["option"]] if question["answer"] == "choice" and not question.get("several") else []
        for options in (*offered, *(turn["option"] for turn in question.get("turn", ()))):
            told: list[dict[str, Any]] = options
            if sum(option["right"] for option in told) == 1:
                found.append(Item(lesson, tuple((words(each["says"]), each["right"]) for each in told)))
    return found


def guessed(item: Item, all_items: list[Item]) -> float:
    """The chance that the guesser is right; options that look alike share."""
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    options: Counter[bool] = Counter()
    for other in all_items:
        if other.lesson != item.lesson:
            for said, right in other.options:
                seen[right].update(said)
                options[right] += 1

    def looks_right(said: frozenset[str]) -> float:
        right, wrong = (({w: log((seen[r][w] + 1) / (options[r] + 2)) for w in said}) for r in (True, False))
        return sum(right[word] - wrong[word] for word in said)

    scores = [looks_right(said) for said, _ in item.options]
    best = [right for (_, right), score in zip(item.options, scores, strict=True) if score == max(scores)]
    return sum(best) / len(best)


def main() -> None:
    told = items()
    share = {id(item): guessed(item, told) for item in told}
    print(f"{sum(share.values()) / len(told):.0%} right; chance {sum(item.chance for item in told) / len(told):.0%}")
    for item in told:
        if share[id(item)] == 1:
            print("  guessed:", item.lesson, " | ".join(sorted(next(said for said, right in item.options if right))))
    right = Counter(word for item in told for said, is_right in item.options if is_right for word in said)
    wrong = Counter(word for item in told for said, is_right in item.options if not is_right for word in said)
    few = sorted(wrong | right, key=lambda word: abs(log((right[word] + 0.5) / (wrong[word] / 2 + 0.5))), reverse=True)
    print("  telling words (right/wrong):", ", ".join(f"{w} {right[w]}/{wrong[w]}" for w in few[:40]))


if __name__ == "__main__":
    main()
