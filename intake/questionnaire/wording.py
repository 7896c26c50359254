"""Every human sentence of one language, by the id it belongs to. In: wording/<lang>.yaml. Out: a frozen Wording;
ProtocolError where something has no words, or words have nothing to belong to."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from intake.questionnaire.answer_values import ERROR_CODES
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import ALL_OVER, DAYS_PER_UNIT, NONE, NOT_SURE, TELL_SOMEONE, Item, ItemType
from intake.questionnaire.source_file import LANGUAGES, DataFolder, Node

SHARED_OPTIONS = (NONE, NOT_SURE, TELL_SOMEONE, ALL_OVER)
_SECTIONS = (
    "language", "sections", "pages", "options", "items", "units", "errors", "rules", "blocks", "reasons", "pathways",
    "dispositions", "techniques", "engine", "places",
)  # fmt: skip
_OPTIONAL_SECTIONS = ("place_groups", "texts")
Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's title and what stands below it; empty where there is nothing."""

    title: str
    lead: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ItemWords:
    """A question's words: `short` on check-answers, `anchors` under a scale's numbers, `suffix` after a number."""

    short: str
    label: str
    hint: str
    suffix: str
    options: Mapping[str, str]
    errors: Mapping[str, str]
    anchors: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """Words for one rule, by audience; empty where that audience gets none."""

    patient: str
    desk: str = ""
    clinician: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of one language. Every method raises KeyError for an id that has none."""

    language: str
    texts: Mapping[str, Mapping[str, str]]
    pages: Mapping[str, PageWords]
    items: Mapping[str, ItemWords]
    reasons: Mapping[str, Mapping[str, Reason]]

    def section(self, code: str) -> str:
        """The name of a section."""
        return self.texts["sections"][code]

    def page(self, page_id: str) -> PageWords:
        """The words of a page."""
        return self.pages[page_id]

    def item(self, link_id: str) -> ItemWords:
        """The words of a question."""
        return self.items[link_id]

    def option(self, link_id: str, code: str) -> str:
        """The words of an option: the question's own, or the shared ones, or the name of a place."""
        own = self.items[link_id].options
        if code in own:
            return own[code]
        shared = self.texts["options"]
        return shared[code] if code in shared else self.texts["places"][code]

    def error(self, code: str, link_id: str = "") -> str:
        """What to say about an error, in the question's own words where it has some."""
        own = self.items[link_id].errors if link_id else {}
        return own[code] if code in own else self.texts["errors"][code]

    def unit(self, code: str, number: int = 2) -> str:
        """The name of a unit of time as it stands after `number`; a file's "day|days" gives day after 1, else days."""
        one, _, more = self.texts["units"][code].partition("|")
        return one if number == 1 or not more else more

    def place(self, zone: str) -> str:
        """The name of a zone of the body map."""
        return self.texts["places"][zone]

    def place_group(self, code: str) -> str:
        """The name of a group of zones."""
        return self.texts["place_groups"][code]

    def text(self, code: str) -> str:
        """A free sentence that some page wants."""
        return self.texts["texts"][code]

    def technique(self, code: str) -> str:
        """The name of a technique."""
        return self.texts["techniques"][code]

    def score(self, rule_id: str) -> Reason:
        """The words of a scoring rule: the patient's sentence and the desk's line."""
        return self.reasons["scores"][rule_id]

    def rule(self, rule_id: str) -> Reason:
        """The words of a red flag, a phrase flag or a review rule."""
        return self.reasons["rules"][rule_id]

    def block(self, rule_id: str) -> Reason:
        """The words of a block."""
        return self.reasons["blocks"][rule_id]

    def pathway(self, code: str) -> Reason:
        """A pathway's name and the patient's sentence."""
        return self.reasons["pathways"][code]

    def disposition(self, code: str) -> Reason:
        """A disposition's name and sentences."""
        return self.reasons["dispositions"][code]

    def patient_sentences(self) -> dict[str, str]:
        """Every sentence that a decision can say to the patient, by a name that is the same in all languages."""
        return {
            f"{group}.{name}": reason.patient
            for group, reasons in self.reasons.items()
            for name, reason in reasons.items()
        }

    def engine(self, code: str) -> Reason:
        """The words for what the engine itself found, such as a sign that is not ruled out."""
        return self.reasons["engine"][code]


def load_wording(folder: Path, language: str) -> Wording:
    """The wording of one language of a data folder; what has words is checked by `check_questions` and by routing."""
    return read_wording(DataFolder(folder).source(f"wording/{language}.yaml"))


def read_wording(source: Node) -> Wording:
    """The wording of one file."""
    top = source.fields(_SECTIONS, _OPTIONAL_SECTIONS)
    plain = ("sections", "options", "units", "errors", "techniques", "places", *_OPTIONAL_SECTIONS)
    return Wording(
        language=top["language"].one_of(LANGUAGES, "language"),
        texts=MappingProxyType({name: _texts(top[name]) if name in top else {} for name in plain}),
        pages=_each(top["pages"], _page_words),
        items=_each(top["items"], _item_words),
        reasons=MappingProxyType(
            {
                "rules": _each(top["rules"], _reason("patient", "desk", "clinician")),
                "blocks": _each(top["blocks"], _reason("patient", "desk")),
                "scores": _each(top["reasons"], _reason("patient", "desk")),
                "pathways": _each(top["pathways"], _reason("name", "patient")),
                "dispositions": _each(top["dispositions"], _reason("name", "patient", "desk")),
                "engine": _each(top["engine"], _reason("patient", "desk")),
            }
        ),
    )


def check_questions(source: Node, questionnaire: Questionnaire) -> None:
    """Raise ProtocolError unless everything a patient is asked has words, and nothing else has."""
    top = source.mapping()
    check_names(top["sections"], questionnaire.sections, "section")
    check_names(top["pages"], [page.id for page in questionnaire.pages], "page")
    check_names(top["options"], SHARED_OPTIONS, "shared option")
    check_names(top["units"], tuple(DAYS_PER_UNIT), "unit")
    check_names(top["errors"], ERROR_CODES, "error")
    check_names(top["places"], sorted(questionnaire.zones), "place")
    check_names(top["items"], tuple(questionnaire.items), "question")
    for link_id, node in top["items"].mapping().items():
        _check_options(node, questionnaire.items[link_id])


def check_names(node: Node, names: Collection[str], of: str) -> None:
    """Raise ProtocolError unless the mapping has words for exactly these names."""
    node.entries(names, of)


def _check_options(node: Node, item: Item) -> None:
    fields = node.mapping()
    own = fields["options"].mapping() if "options" in fields else {}
    allowed = (*item.options, *item.exclusive)
    for code, words in own.items():
        if code not in allowed:
            raise words.error(f"'{code}' is no option of '{item.link_id}'")
    for code in allowed:
        if code not in own and code not in SHARED_OPTIONS:
            raise node.error(f"option '{code}' of '{item.link_id}' has no words")
    if "anchors" in fields and item.type is not ItemType.SCALE:
        raise fields["anchors"].error(f"'{item.link_id}' is no scale and has no anchors")
    if "suffix" in fields and item.type is not ItemType.NUMBER:
        raise fields["suffix"].error(f"'{item.link_id}' is no number and has no suffix")
    for code, words in fields["errors"].mapping().items() if "errors" in fields else ():
        if code not in ERROR_CODES:
            raise words.error(f"'{code}' is no error, expected one of {', '.join(ERROR_CODES)}")


def _each(node: Node, read: Callable[[Node], Words]) -> Mapping[str, Words]:
    return MappingProxyType({key: read(entry) for key, entry in node.mapping().items()})


def _texts(node: Node) -> Mapping[str, str]:
    return _each(node, Node.text)


def _page_words(node: Node) -> PageWords:
    return PageWords(**{key: found.text() for key, found in node.fields(("title",), ("lead", "hint")).items()})


def _item_words(node: Node) -> ItemWords:
    fields = node.fields(("short",), ("label", "hint", "suffix", "options", "errors", "anchors"))
    plain = {key: fields[key].text() if key in fields else "" for key in ("short", "label", "hint", "suffix")}
    return ItemWords(
        **plain,
        options=_texts(fields["options"]) if "options" in fields else {},
        errors=_texts(fields["errors"]) if "errors" in fields else {},
        anchors=_anchors(fields["anchors"]) if "anchors" in fields else {},
    )


def _anchors(node: Node) -> Mapping[int, str]:
    for key, found in node.mapping().items():
        if key not in map(str, range(11)):
            raise found.error(f"expected a number from 0 to 10, found '{key}'")
    return MappingProxyType({int(key): found.text() for key, found in node.mapping().items()})


def _reason(*keys: str) -> Callable[[Node], Reason]:
    def read(node: Node) -> Reason:
        return Reason(**{key: found.text() for key, found in node.fields(keys).items()})

    return read
