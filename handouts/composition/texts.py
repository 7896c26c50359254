"""The fixed sentences of one language. In: texts/<lang>.yaml. Out: a frozen Texts, asked by dotted names such as
`labels.feel`; a missing or unknown sentence, or a {place} nobody fills, raises ProtocolError with file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handouts.composition.filling import filled, places_in
from handouts.composition.parity import check_texts
from handouts.composition.plurals import counted
from handouts.composition.vocabulary import Vocabulary
from intake.questionnaire.source_file import Node

PATHWAYS = ("massage", "physiotherapy", "chiropractic", "gp_review", "self_care")
LETTERS = ("emergency", "urgent")
DEFAULT = "default"
BY_COUNTRY = ("emergency_place", "advice_line")
MAY_BE = (
    DEFAULT, "muscle_self_care", "tense", "tense_self_care", "strain", "joint", "spreading", "unsure", "several",
)  # fmt: skip
_LETTER = ("heading", "message", "where_heading", "say_heading", "call_heading")
_PLACES = frozenset(
    {
        "advice_line", "advice_number", "check_date", "checked", "clinic", "code", "credential", "date", "day",
        "emergency_number", "emergency_place", "fever", "fine", "from_date", "language_name", "least", "limit_date",
        "limit", "link", "linked", "minutes", "most", "n", "name", "names",
        "next_check", "page", "pages", "pain", "person", "phone", "protocol", "record", "region", "side", "things",
        "span", "stop", "time", "to_date", "until", "version", "worse",
    }
)  # fmt: skip
_TEXTS = {
    "": ("language", "sample_notice", "title_line", "title_plain", "minor_line", "total_line", "scan_line",
         "things_named", "linked"),
    "sides": ("left", "right", "both"),
    "headings": (
        "told_us", "may_be", "how_long", "do_today", "do_today_more", "help_now", "keep_going", "change", "flare_up",
        "pain_rule", "next", "diary", "diary_week", "diary_sheet", "notes", "about",
    ),
    "labels": (
        "feel", "stop_if", "why", "when", "not_right", "place", "since", "pain", "worse_with", "hard_to_do", "from",
        "from_clinician", "each_side", "page_of", "see_online", "your_side",
    ),
    "things": ("one", "other"),
    "pain_rule": ("lead", "based", "capped", "pressing", "settle", "do_less", "stopped", "tingling"),
    "pain_rule.fine": ("label", "text"),
    "pain_rule.less": ("label", "text"),
    "pain_rule.stop": ("label", "text"),
    "evidence_line": ("lead", "keep", "default"),
    "appointment": ("when", "at", "with", "none", "where"),
    "call_today": ("lead", "line", "closed", "closed_plain"),
    "no_handout": ("emergency", "urgent", "urgent_spoken"),
    "emergency_letter": ("help_heading", "about"),
    "emergency_letter.urgent": ("heading_spoken",),
    "footer": ("line", "line_letter", "page_of"),
    "no_activities": ("heading", "message", "message_gp_review", "message_self_care", "diary_lead", "next"),
    "diary": ("lead", "pain_row", "corner"),
    "notes": ("questions",),
    "about": (
        "prepared", "prepared_clinic", "approved", "approved_sample", "until", "checked", "sources_lead", "adds",
        "made_by", "pictures", "other",
        "large_print", "other_language", "rules",
    ),
}  # fmt: skip
_LISTS = ("flare_up", "flare_up_self_care", "call_today.signs", "no_activities.words", "no_activities.flare_up")


@dataclass(frozen=True, slots=True)
class Texts:
    """All fixed sentences of one language. Every method raises KeyError for a name that is not there."""

    language: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def text(self, name: str, /, **values: str) -> str:
        """One sentence, its {places} filled."""
        return filled(self.texts[name], values)

    def first(self, *names: str, **values: str) -> str:
        """The first of the sentences that this language has."""
        return self.text(next(name for name in names if name in self.texts), **values)

    def list(self, name: str, /, **values: str) -> tuple[str, ...]:
        """A list of sentences, their {places} filled."""
        return tuple(filled(text, values) for text in self.lists[name])

    def counted(self, name: str, number: int) -> str:
        """The phrase for that many of something, such as `things`."""
        return counted(self.language, (self.texts[f"{name}.one"], self.texts[f"{name}.other"]), number)

    def dose_phrase(self, key: str, number: int) -> str:
        """One part of a dose in words: "3 times"."""
        return self.counted(f"dose_phrases.{key}", number)


def read_texts(source: Node, vocabulary: Vocabulary, english: Texts | None = None) -> Texts:
    """The texts of one file, complete, and saying no less and no more than `english`."""
    wanted, lists, maybe = _wanted(vocabulary)
    found = dict(_leaves(source, ""))
    texts: dict[str, str] = {}
    several: dict[str, tuple[str, ...]] = {}
    for name, node in found.items():
        if name in lists:
            several[name] = tuple(_checked(entry) for entry in node.items())
        elif name in wanted or name in maybe:
            texts[name] = _checked(node)
        else:
            raise node.error(f"nothing asks for '{name}'")
    for name in sorted((wanted | lists) - found.keys()):
        raise source.error(f"the text '{name}' is missing")
    if english:
        check_texts(source, found, english.texts, english.lists)
    return Texts(texts["language"], MappingProxyType(texts), MappingProxyType(several))


def _leaves(node: Node, above: str) -> Iterator[tuple[str, Node]]:
    for key, entry in node.mapping().items():
        name = f"{above}.{key}" if above else key
        if isinstance(entry.content, Mapping):
            yield from _leaves(entry, name)
        else:
            yield name, entry


def _checked(node: Node) -> str:
    text = node.text()
    for place in places_in(text):
        if place not in _PLACES:
            raise node.error(f"nobody fills {{{place}}}")
    return text


def _wanted(vocabulary: Vocabulary) -> tuple[set[str], set[str], set[str]]:
    """The names of the texts a language must have, of its lists, and of the texts it may have."""
    texts = {f"{group}.{name}" if group else name for group, names in _TEXTS.items() for name in names}
    lists = set(_LISTS) | {f"what_this_may_be.{name}" for name in MAY_BE}
    lists |= {f"safety_nets.{net}.signs" for net in vocabulary.words["net_groups"]}
    lists |= {f"emergency_letter.{kind}.{name}" for kind in LETTERS for name in ("where", "say", "call", "call_read")}
    lists |= {"emergency_letter.urgent.where_spoken"}
    texts |= set(_words_of_codes(vocabulary))
    texts |= {f"emergency_letter.{kind}.{name}" for kind in LETTERS for name in _LETTER}
    bands = {f"main_message.{pathway}.{band}" for pathway in PATHWAYS for band in vocabulary.bands}
    bands |= {f"how_long.{band}" for band in vocabulary.bands}
    countries = ("AU", "CA", "FR", "IE", "NZ", "ES", "GB", "US")
    places = {f"{group}.{country}" for group in BY_COUNTRY for country in countries}
    return texts, lists, bands | places


def _words_of_codes(vocabulary: Vocabulary) -> Iterator[str]:
    for group in ("regions", "your_regions"):
        yield from (f"{group}.{code}" for code in (*vocabulary.regions, "several", "any"))
    yield from (f"bands.{code}" for code in vocabulary.bands)
    yield from (f"main_message.{code}.{DEFAULT}" for code in PATHWAYS)
    yield from (f"how_long.{DEFAULT}", *(f"{group}.{DEFAULT}" for group in BY_COUNTRY))
    yield from (f"certainty.{code}" for code in vocabulary.words["certainty"])
    yield from (f"certainty_grade.{code}" for code in vocabulary.words["evidence_grades"])
    for code in PATHWAYS:
        yield from (
            f"pathways.{code}.{name}" for name in ("name", "heading", "what", "bring", "consent", "other", "review")
        )
    for net in vocabulary.words["net_groups"]:
        yield from (f"safety_nets.{net}.{name}" for name in ("call", "danger", "fever"))
    yield from (f"stop_rules.{code}" for code in vocabulary.words["stop_rules"])
    yield from (f"dose_phrases.{key}.{form}" for key in vocabulary.dose_keys for form in ("one", "other"))
    yield from (f"equipment.{code}" for code in vocabulary.equipment)
    yield from (f"triggers.{code}" for code in vocabulary.triggers)
    yield from (f"cautions.{code}" for code in vocabulary.cautions)
