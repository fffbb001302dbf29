"""An answer that is worked out when it is first asked for; lighter to make than a remembering function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Called, it works its answer out the first time and then keeps it."""

    __slots__ = ("_answers", "_work_out")

    def __init__(self, work_out: Callable[[], T]) -> None:
        self._work_out = work_out
        self._answers: list[T] = []

    def __call__(self) -> T:
        if not self._answers:
            self._answers.append(self._work_out())
        return self._answers[0]
