"""How a language writes dates, times, spans and lists. In: locale/<lang>.yaml. Out: a frozen Locale and its phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from handouts.composition.filling import filled
from intake.questionnaire.items import DAYS_PER_UNIT
from intake.questionnaire.source_file import Node

CHOSEN = ("region", "nearby", "trigger", "evidence", "no_equipment", "liked", "by_hand")
LEFT_OUT = (
    "blocked", "caution", "caution_unknown", "floor", "floor_unknown", "equipment", "duration", "duration_unknown",
    "fresh_injury", "no_fresh_injury", "region_mismatch", "clinician_only", "language", "not_needed",
)  # fmt: skip
_GROUPS = {
    "dates": ("day", "short", "month_year", "time"),
    "lists": ("and", "or", "comma"),
    "outline": ("front", "back"),
    "reasons": (*CHOSEN, *LEFT_OUT),
}
_TEXTS = ("language", "name", "qr", "substitute", "call_first", "draft", "blank")


@dataclass(frozen=True, slots=True)
class Locale:
    """One language's ways. `words` are asked by dotted names such as `dates.short`."""

    language: str
    name: str
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    spans: Mapping[str, tuple[str, str]]
    words: Mapping[str, str]

    def text(self, name: str, /, **values: str) -> str:
        """One phrase, its {places} filled."""
        return filled(self.words[name], values)

    def day(self, day: date) -> str:
        """ "4 December", which does not break."""
        return self._date("dates.day", day)

    def short_date(self, day: date) -> str:
        """ "4 Dec 2026"."""
        return self._date("dates.short", day)

    def weekday(self, day: date) -> str:
        """ "Friday"."""
        return self.weekdays[day.weekday()]

    def month(self, day: date) -> str:
        """ "December"."""
        return self.months[day.month - 1]

    def time(self, moment: time) -> str:
        """ "14:30"."""
        return self.text("dates.time", hour=str(moment.hour), minute=f"{moment.minute:02d}")

    def span(self, number: int, unit: str) -> str:
        """ "3 weeks"."""
        one, other = self.spans[unit]
        return one if number == 1 else filled(other, {"n": str(number)})

    def span_of_days(self, days: int) -> str:
        """The span in the largest unit of which there are at least two."""
        unit = next((unit for unit in ("years", "months", "weeks") if days >= 2 * DAYS_PER_UNIT[unit]), "days")
        return self.span(max(1, days // DAYS_PER_UNIT[unit]), unit)

    def both(self, parts: Sequence[str], joined: str = "and") -> str:
        """ "a, b and c"; with `joined` "or" or "comma" accordingly."""
        if len(parts) < 2:
            return "".join(parts)
        first = parts[0]
        for part in parts[1:-1]:
            first = self.text("lists.comma", first=first, last=part)
        return self.text(f"lists.{joined}", first=first, last=parts[-1])

    def _date(self, name: str, day: date) -> str:
        month, short = self.months[day.month - 1], self.months_short[day.month - 1]
        return self.text(name, day=str(day.day), month=month, month_short=short, year=str(day.year))


def read_locale(source: Node) -> Locale:
    """The ways of one file."""
    top = source.fields((*_TEXTS, *_GROUPS, "months", "months_short", "weekdays", "spans"))
    words = {name: top[name].text() for name in _TEXTS}
    for group, names in _GROUPS.items():
        words.update((f"{group}.{name}", node.text()) for name, node in top[group].fields(names).items())
    return Locale(
        language=words["language"],
        name=words["name"],
        months=_names(top["months"], 12),
        months_short=_names(top["months_short"], 12),
        weekdays=_names(top["weekdays"], 7),
        spans=MappingProxyType(
            {unit: _forms(node) for unit, node in top["spans"].fields(tuple(DAYS_PER_UNIT)).items()}
        ),
        words=MappingProxyType(words),
    )


def _names(node: Node, count: int) -> tuple[str, ...]:
    names = tuple(name.text() for name in node.items())
    if len(names) != count:
        raise node.error(f"expected {count} names, found {len(names)}")
    return names


def _forms(node: Node) -> tuple[str, str]:
    fields = node.fields(("one", "other"))
    return fields["one"].text(), fields["other"].text()
