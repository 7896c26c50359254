"""Reads the words of an activity or a habit in one language. In: a prose file, and the dose whose {places} it may name.
Out: frozen words; an unknown {place} raises ProtocolError naming file and line.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from handouts.composition.dose import GROWS_BY, LONGER
from handouts.composition.entries import ActivityWords, Amount, HabitWords
from handouts.composition.entry_text import Prose, steps_of, tip_of
from handouts.composition.figure_source import Figures, alt_key
from handouts.composition.filling import places_in

_WORDS = ("title", "why", "dose", "feel", "stop", "alt", "when_cue", "diary")


def read_activity_words(
    prose: Prose, dose: Mapping[str, Amount], rules: Collection[str], figures: Figures
) -> ActivityWords:
    """The words of an activity; places only of its dose and its stop `rules`."""
    fields = prose.front.fields((*_WORDS, *figures.alts), ("caution",))
    steps = steps_of(prose)
    for (line, _), step in zip(prose.body, steps, strict=True):
        _check_places(prose, line, step, _dose_places(dose))
    for key in ("dose", "feel", "caution"):
        if key in fields:
            _check_places(prose, fields[key].line, fields[key].text(), _dose_places(dose))
    _check_places(prose, fields["stop"].line, fields["stop"].text(), rules)
    if not places_in(fields["stop"].text()):
        raise fields["stop"].error(f"expected one of the stop rules {', '.join(f'{{{rule}}}' for rule in rules)}")
    if not fields["title"].text().startswith(fields["diary"].text()):
        raise fields["diary"].error("expected the first words of the title, so that the diary row is known again")
    caution = fields["caution"].text() if "caution" in fields else ""
    return ActivityWords(
        **{key: fields[key].text() for key in _WORDS},
        steps=steps,
        caution=caution,
        alts=MappingProxyType({one.place: fields[alt_key(one.place)].text() for one in figures.variants}),
    )


def read_habit_words(prose: Prose, dose: Mapping[str, Amount]) -> HabitWords:
    """The words of a habit."""
    fields = prose.front.fields(("title", "label", "why"))
    tip = tip_of(prose)
    _check_places(prose, prose.body[0][0], tip, _dose_places(dose))
    return HabitWords(**{key: node.text() for key, node in fields.items()}, tip=tip)


def _dose_places(dose: Mapping[str, Amount]) -> tuple[str, ...]:
    longer = (LONGER,) if {GROWS_BY, "minutes"} <= dose.keys() else ()
    return (*dose, *(f"{key}.n" for key in dose), *longer)


def _check_places(prose: Prose, line: int, text: str, allowed: Collection[str]) -> None:
    for place in places_in(text):
        if place not in allowed:
            raise prose.error(line, f"unknown place {{{place}}}, expected one of {', '.join(allowed) or 'none'}")
