"""The register of measured figures: a module of this package adds one with `@figure`, `./bench` runs and prints them.

In: functions that measure. Out: FIGURES, by name, in the order in which they were registered.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured value. `note` says under what conditions, for example how many runs and what was varied."""

    value: float
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that can be measured: its name on the command line, what it means, and the function that measures it."""

    name: str
    meaning: str
    measure: Callable[[], Measured]


FIGURES: dict[str, Figure] = {}


def figure(name: str, meaning: str) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    """Register the decorated function as the figure `name`; a name can be taken only once."""

    def register(measure: Callable[[], Measured]) -> Callable[[], Measured]:
        if name in FIGURES:
            raise ValueError(f"there is already a figure called {name}")
        FIGURES[name] = Figure(name, meaning, measure)
        return measure

    return register
