"""What a page asks, as values: Item and Page. In: what the loader read. Out: frozen, ordered, for views and rules.
The stored value of each item type and the facts it gives are listed at ItemType."""

from dataclasses import dataclass
from enum import StrEnum

from intake.questionnaire.conditions import Condition

NONE, NOT_SURE, TELL_SOMEONE, ALL_OVER = "none", "not_sure", "tell_someone", "all_over"
UNSURE = frozenset({NOT_SURE, TELL_SOMEONE})
BIRTH_DATE, AGE = "birth_date", "age"
PLACES, PLACES_COUNT = "places", "places_count"
SIGNS = "keeping_you_safe"  # the section of the warning signs
DAYS_PER_UNIT = {"days": 1, "weeks": 7, "months": 30, "years": 365}


class ItemType(StrEnum):
    """The kinds of question, each with its stored JSON value and the facts it gives."""

    TICKS = "ticks"  # ["code", ..] or ["none"]; one truth fact per option
    CHOICE = "choice"  # "code"; a code fact
    SCALE = "scale"  # 0..10 or "not_sure"; a number fact
    NUMBER = "number"  # whole number or "not_sure"; a number fact
    DURATION = "duration"  # {"number": 3, "unit": "weeks"}, {"date": "2026-10-30"} or "not_sure"; a number fact in days
    DATE = "date"  # "1984-06-14"; a number fact: `age` in years for birth_date, otherwise days ago
    PLACES = "places"  # ["zone", ..], "all_over", "not_sure"; facts places (codes), places_count, all_over
    PLACE = "place"  # "zone" or "not_sure"; a code fact
    TEXT = "text"  # one line; no condition reads it
    LONG_TEXT = "long_text"  # several lines; no condition reads it


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `minimum` and `maximum` bound a number, a text's characters or the number of places."""

    link_id: str
    type: ItemType
    use: tuple[str, ...]
    required: bool = True
    private: bool = False
    fact: str = ""
    options: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 0
    safety_input: bool = False
    length: bool = False  # of a duration: how long something went on, not since when it is so

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts it gives; none for texts."""
        if self.type is ItemType.TICKS:
            return self.options
        if self.type is ItemType.PLACES:
            return (PLACES, PLACES_COUNT, ALL_OVER)
        return (self.fact,) if self.fact else ()

    @property
    def is_text(self) -> bool:
        """Whether people write it in their own words."""
        return self.type in (ItemType.TEXT, ItemType.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class Page:
    """One screen. It is shown unless `enable_when` is FALSE; `needs` are the derived facts that condition reads."""

    id: str
    section: str
    items: tuple[Item, ...]
    enable_when: Condition | None = None
    needs: tuple[str, ...] = ()
