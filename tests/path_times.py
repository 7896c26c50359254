"""How long the intake takes, estimated from the words read and the taps made on each page. Run by itself it prints the
report; a test runs it too. In: everyday vignettes and the packaged questionnaire. Out: Journeys and the report's lines.

An estimate, not a measurement: nobody timed a patient. Every figure of the model is taken from its source as it stands.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django
from django.template.loader import render_to_string
from django.utils import translation

sys.path.insert(0, str(Path(__file__).parent.parent))

from clinic.languages import code_of
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import NONE, NOT_SURE, TELL_SOMEONE, Item, ItemType, Page
from intake.questionnaire.wording import Wording
from intake.routing.protocol import Protocol, load_protocol
from tests.vignette_cases import TODAY, Vignette, vignettes

# Silent and oral reading of English by adults, 190 and 77 studies: Brysbaert 2019, doi 10.1016/j.jml.2019.104047. Every
# word is counted as read; the answers that each page repeats ("None of these") are read once and then recognised.
WORDS_PER_MINUTE, SLOW_WORDS_PER_MINUTE = 238, 183
# French and Spanish, of two sources the slower. Brysbaert's table of languages: French 214, Spanish 278, silent. IReST
# (Trauzettel-Klosinski and Dietz 2012, doi 10.1167/iovs.11-8284): French 195, Spanish 218, English 228, read aloud, 25
# people of 18 to 35 for each. Both tables were read as others quote them: IReST in two places, Brysbaert's in one.
OWN_WORDS_PER_MINUTE = {"en": WORDS_PER_MINUTE, "fr-CA": 195, "es": 218}
# Keystroke-level model: to prepare one answer, to point, to press. Card, Moran and Newell 1980, doi
# 10.1145/358886.358895.
PREPARE_S, TAP_S = 1.35, 1.1 + 0.2
# Typing on a phone, 37 370 people, 36.2 words of 5 characters a minute: Palin and others 2019, doi
# 10.1145/3338286.3340120.
CHARACTERS_PER_S = 36.2 * 5 / 60
# From Continue to the next page on a phone: our own assumption, no source.
NEXT_PAGE_S = 1.0

PROTOCOLS = Path(__file__).parent.parent / "intake" / "protocols"
DURATION = Path(__file__).parent.parent / "intake" / "templates" / "intake" / "fields" / "duration.html"
TAGS, TRAP = re.compile(r"<[^>]+>"), re.compile(r'<div\b[^>]*aria-hidden="true"[^>]*>.*?</div>', re.DOTALL)
TEMPLATE_WORDS, ATTRIBUTES = re.compile(r'translate "([^"]+)"'), re.compile(r'[\w-]+="\{%.*?%\}"')
DATE_CHARACTERS, DATE_BOXES = 8, 3
SHARED = (NONE, NOT_SURE, TELL_SOMEONE)


@dataclass(frozen=True, slots=True)
class Effort:
    """What one page, or a whole intake, asks of a person."""

    words: int = 0
    answers: int = 0
    taps: int = 0
    characters: int = 0
    pages: int = 0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(
            self.words + other.words,
            self.answers + other.answers,
            self.taps + other.taps,
            self.characters + other.characters,
            self.pages + other.pages,
        )

    def minutes(self, words_per_minute: int = WORDS_PER_MINUTE) -> float:
        """The estimated time."""
        seconds = self.answers * PREPARE_S + self.taps * TAP_S + self.pages * NEXT_PAGE_S
        return self.words / words_per_minute + (seconds + self.characters / CHARACTERS_PER_S) / 60


@dataclass(frozen=True, slots=True)
class Journey:
    """One vignette's way through the form, from the start page to "Send to the clinic"."""

    case: str
    effort: Effort

    def line(self) -> str:
        """ "desk_knot: 5.1 min, 33 pages, 741 words, 98 taps, 40 characters typed"."""
        found = self.effort
        return (
            f"{self.case}: {found.minutes():.1f} min, {found.pages} pages, {found.words} words, {found.taps} taps, "
            f"{found.characters} characters typed"
        )


def journeys(protocol: Protocol, cases: Sequence[Vignette], language: str = "en") -> list[Journey]:
    """One for each case, the quickest first."""
    wording = protocol.wording(language)
    found = [Journey(case.id, _whole(protocol, wording, case)) for case in cases]
    return sorted(found, key=lambda journey: journey.effort.minutes())


def report(protocol: Protocol, language: str = "en") -> Iterator[str]:
    """Median, 90th percentile and longest over the everyday vignettes, then the longest of all vignettes."""
    everyday = journeys(protocol, everyday_cases(), language)
    for rate in sorted({WORDS_PER_MINUTE, OWN_WORDS_PER_MINUTE[language], SLOW_WORDS_PER_MINUTE}, reverse=True):
        middle, late = middle_and_late(everyday, rate)
        yield (
            f"{language}: {len(everyday)} everyday vignettes read at {rate} words a minute, estimated median "
            f"{middle:.1f} min, 90th percentile {late:.1f} min"
        )
    yield f"  quickest {everyday[0].line()}"
    yield f"  slowest {everyday[-1].line()}"
    yield f"  longest of all vignettes {journeys(protocol, vignettes(), language)[-1].line()}"


def everyday_cases() -> list[Vignette]:
    """The vignettes of ordinary pain."""
    return [case for case in vignettes() if case.kind == "ordinary"]


def middle_and_late(found: Sequence[Journey], words_per_minute: int = WORDS_PER_MINUTE) -> tuple[float, float]:
    """Median and 90th percentile, in minutes."""
    minutes = [journey.effort.minutes(words_per_minute) for journey in found]
    return median(minutes), quantiles(minutes, n=10)[-1]


def _whole(protocol: Protocol, wording: Wording, case: Vignette) -> Effort:
    given = case.answers(protocol.questionnaire)
    answers = parse_answers(protocol.questionnaire, given, TODAY)
    pages = protocol.questionnaire.open_pages(answers, TODAY)
    asked = [_page(page, given, wording) for page in pages]
    repeated = Effort(words=sum(count(wording.texts["options"][code]) for code in SHARED))
    return sum([_start(wording.language), repeated, *asked, _check(pages, given, wording)], Effort())


@cache
def _start(language: str) -> Effort:
    """The start page down to its button; what stands below it need not be read."""
    return Effort(words=count(start_text(start_page(language))), taps=1, pages=1)


def start_page(language: str) -> str:
    """The start page of a clinic, as HTML."""
    with translation.override(code_of(language)):
        return render_to_string(
            "intake/patient/start.html", {"minutes": 6, "clinic": {"slug": "harbour", "phone": "555-0100"}}
        )


def start_text(page: str) -> str:
    """What there is to read down to the button. Only the trap, a block that nobody sees, is left out: the hidden icons
    have no words, and stand beside some that count."""
    return TAGS.sub(" ", TRAP.sub("", page[page.index("<h1") : page.index("</form>")]))


@cache
def _duration_words() -> int:
    """The fixed English words of a question about time; its other languages are taken to be as long."""
    return sum(map(count, TEMPLATE_WORDS.findall(ATTRIBUTES.sub("", DURATION.read_text("utf-8")))))


def _check(pages: Sequence[Page], given: Mapping[str, Any], wording: Wording) -> Effort:
    """Every answer is read once more, with its short name."""
    rows = [(item, given[item.link_id]) for page in pages for item in page.items if item.link_id in given]
    words = sum(count(wording.item(item.link_id).short) + _answer_words(item, value, wording) for item, value in rows)
    return Effort(words=words, taps=1, pages=1)


def _answer_words(item: Item, value: Any, wording: Wording) -> int:
    if item.type in (ItemType.TICKS, ItemType.PLACES):
        return sum(_option_words(item, code, wording) for code in value)
    if item.type in (ItemType.CHOICE, ItemType.PLACE):
        return _option_words(item, value, wording)
    return count(value) if isinstance(value, str) else 2


def _page(page: Page, given: Mapping[str, Any], wording: Wording) -> Effort:
    """One page and its Continue. Scrolling goes on while people read, so it is not counted apart."""
    words = wording.page(page.id)
    own = Effort(words=count(f"{words.title} {words.lead} {words.hint}"), taps=1, pages=1)
    return sum((_item(item, given.get(item.link_id), wording) for item in page.items), own)


def _item(item: Item, value: Any, wording: Wording) -> Effort:
    words = wording.item(item.link_id)
    text = f"{words.label} {words.hint} {words.suffix} {' '.join(words.anchors.values())}"
    options = sum(_option_words(item, code, wording) for code in (*item.options, *item.exclusive))
    fixed = sum(map(count, wording.texts["units"])) + _duration_words() if item.type is ItemType.DURATION else 0
    read = Effort(words=count(text) + options + fixed)
    return read + _given(item, value, wording)


def _option_words(item: Item, code: str, wording: Wording) -> int:
    """The words of an option; none for one that every page repeats in the same words."""
    own = wording.item(item.link_id).options
    return 0 if code in SHARED and code not in own else count(wording.option(item.link_id, code))


def _given(item: Item, value: Any, wording: Wording) -> Effort:
    if value is None:
        return Effort()
    match item.type:
        case ItemType.TICKS:
            return Effort(answers=1, taps=len(value))
        case ItemType.PLACES | ItemType.PLACE:
            places = value if isinstance(value, list) else [value]
            groups = sum(map(count, wording.texts["place_groups"].values()))
            return Effort(words=groups, answers=len(places), taps=2 * len(places))
        case ItemType.DURATION if isinstance(value, dict):
            return Effort(answers=1, taps=2, characters=len(str(value.get("number", "01012026"))))
        case ItemType.DATE:
            return Effort(answers=1, taps=DATE_BOXES, characters=DATE_CHARACTERS)
        case ItemType.TEXT | ItemType.LONG_TEXT | ItemType.NUMBER:
            return Effort(answers=1, taps=1, characters=len(str(value)))
        case _:
            return Effort(answers=1, taps=1)


def count(text: str) -> int:
    """How many words."""
    return len(re.findall(r"[\w’'/-]*\w[\w’'/-]*", text))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()
    packaged = load_protocol(PROTOCOLS)
    for name in packaged.wordings:
        print("\n".join(report(packaged, name)))
