"""How a language writes dates, times, spans and lists. In: locale/<lang>.yaml. Out: a frozen Locale and its phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from handouts.composition.filling import filled
from handouts.composition.plurals import Forms, counted
from intake.questionnaire.items import DAYS_PER_UNIT
from intake.questionnaire.source_file import Node

CHOSEN = ("region", "nearby", "trigger", "evidence", "no_equipment", "liked", "by_hand")
LEFT_OUT = (
    "blocked", "caution", "caution_unknown", "floor", "floor_unknown", "equipment", "duration", "duration_unknown",
    "fresh_injury", "no_fresh_injury", "region_mismatch", "clinician_only", "language", "not_needed",
)  # fmt: skip
NOON = 12
_NAMED_HOURS = {time(0): "midnight", time(NOON): "noon"}
_GROUPS = {
    "dates": ("day", "short", "month_year", "time", "hour", "first_day"),
    "hours": ("days", "span", "line"),
    "lists": ("and", "or", "comma"),
    "outline": ("front", "back"),
    "view": ("front", "back"),
    "reasons": (*CHOSEN, *LEFT_OUT),
}
_TEXTS = ("language", "name", "label", "qr", "substitute", "call_first", "draft", "blank")


@dataclass(frozen=True, slots=True)
class BeforeSounds:
    """How a list is joined where the last word begins with one of these letters: "cadera e ingle"."""

    begins: tuple[str, ...]
    phrase: str


@dataclass(frozen=True, slots=True)
class Locale:
    """One language's ways. `words` are asked by dotted names such as `dates.short`."""

    language: str
    name: str
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    spans: Mapping[str, Forms]
    words: Mapping[str, str]
    before_sounds: Mapping[str, BeforeSounds]

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

    def short_weekday(self, day: date) -> str:
        """ "Fr"."""
        return self.weekdays_short[day.weekday()]

    def time(self, moment: time) -> str:
        """ "2:30 pm", "2 pm" and "12 noon", in French "14 h 30" and "14 h", in Spanish "14:30"."""
        name = "dates.time" if moment.minute else "dates.hour"
        half = _NAMED_HOURS.get(moment, "pm" if moment.hour >= NOON else "am")
        return self.text(
            name,
            hour=str(moment.hour),
            hour_of_half=str(moment.hour % NOON or NOON),
            half=half,
            minute=f"{moment.minute:02d}",
        )

    def label(self, words: str) -> str:
        """ "Phone:", with what the language puts before a colon."""
        return self.text("label", label=words)

    def span(self, number: int, unit: str) -> str:
        """ "3 weeks"."""
        return counted(self.language, self.spans[unit], number)

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
        return filled(self._joined(joined, parts[-1]), {"first": first, "last": parts[-1]})

    def _joined(self, joined: str, last: str) -> str:
        changed = self.before_sounds.get(joined)
        if changed and last.lower().startswith(changed.begins):
            return changed.phrase
        return self.words[f"lists.{joined}"]

    def _date(self, name: str, day: date) -> str:
        month, short = self.months[day.month - 1], self.months_short[day.month - 1]
        number = self.text("dates.first_day") if day.day == 1 else str(day.day)
        return self.text(name, day=number, month=month, month_short=short, year=str(day.year))


def read_locale(source: Node) -> Locale:
    """The ways of one file."""
    top = source.fields(
        (*_TEXTS, *_GROUPS, "months", "months_short", "weekdays", "weekdays_short", "spans"), ("lists_before",)
    )
    before = top["lists_before"].mapping() if "lists_before" in top else {}
    words = {name: top[name].text() for name in _TEXTS}
    for group, names in _GROUPS.items():
        words.update((f"{group}.{name}", node.text()) for name, node in top[group].fields(names).items())
    return Locale(
        language=words["language"],
        name=words["name"],
        months=_names(top["months"], 12),
        months_short=_names(top["months_short"], 12),
        weekdays=_names(top["weekdays"], 7),
        weekdays_short=_names(top["weekdays_short"], 7),
        spans=MappingProxyType(
            {unit: _forms(node) for unit, node in top["spans"].fields(tuple(DAYS_PER_UNIT)).items()}
        ),
        words=MappingProxyType(words),
        before_sounds=MappingProxyType({name: _before_sounds(node) for name, node in before.items()}),
    )


def _names(node: Node, count: int) -> tuple[str, ...]:
    names = tuple(name.text() for name in node.items())
    if len(names) != count:
        raise node.error(f"expected {count} names, found {len(names)}")
    return names


def _before_sounds(node: Node) -> BeforeSounds:
    fields = node.fields(("begins", "phrase"))
    return BeforeSounds(tuple(letters.text() for letters in fields["begins"].items()), fields["phrase"].text())


def _forms(node: Node) -> Forms:
    fields = node.fields(("one", "other"))
    return fields["one"].text(), fields["other"].text()
