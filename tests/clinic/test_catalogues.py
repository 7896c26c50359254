"""The catalogues of patients' pages: every message translated, nothing lost in it, compiled; one for each wording."""

import gettext
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from clinic.languages import code_of, names, tag_of
from intake import protocol_store
from intake.questionnaire.source_file import read_source
from tests.messages import CATALOGUES, ROOT, Message, catalogue, messages

OTHERS = [tag for tag in protocol_store.languages() if tag != "en"]
PO_FILES = sorted(ROOT.glob(CATALOGUES))
PO_IDS = [path.parent.parent.name for path in PO_FILES]


@pytest.mark.parametrize("path", PO_FILES, ids=PO_IDS)
def test_every_message_of_patients_is_translated(path: Any) -> None:
    said = catalogue(path)
    missing = [message for message in messages() if not all(said.get(message, ("",)))]
    assert missing == [], f"{len(missing)} messages have no translation"


@pytest.mark.parametrize("path", PO_FILES, ids=PO_IDS)
def test_a_catalogue_holds_nothing_that_no_page_says(path: Any) -> None:
    asked = messages()
    assert [message.text for message in catalogue(path) if message.text and message not in asked] == []
    assert "#~" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", PO_FILES, ids=PO_IDS)
def test_a_translation_keeps_places_and_tags(path: Any) -> None:
    for message, texts in catalogue(path).items():
        # A sentence shown to strangers may stand there in English too.
        bare = [text.replace('<span lang="en">', "").replace("</span>", "") for text in texts]
        assert not message.text or all(Message(text).places == message.places for text in bare), message.text


def said(found: gettext.GNUTranslations, message: Message, number: int) -> str:
    """What a compiled catalogue answers."""
    if message.context:
        return found.pgettext(message.context, message.text)
    return found.ngettext(message.text, message.plural, number) if message.plural else found.gettext(message.text)


@pytest.mark.parametrize("path", PO_FILES, ids=PO_IDS)
def test_the_compiled_catalogue_says_the_same(path: Any) -> None:
    with path.with_suffix(".mo").open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)
    for message, texts in catalogue(path).items():
        if message.text:
            spoken = {said(found, message, number) for number in (1, 2, 1_000_000)}
            assert spoken <= set(texts), f"{message.text}: compile the catalogue again"


def test_canadian_french_has_no_space_before_a_question_mark() -> None:
    said = [text for texts in catalogue(next(p for p in PO_FILES if "fr_CA" in str(p))).values() for text in texts]
    said.append(str(protocol_store.wording("fr-CA").texts))
    assert [text for text in said if re.search(r"\s\?", text)] == []


def test_every_language_has_a_name_and_a_catalogue() -> None:
    spoken = {path.parent.parent.name.replace("_", "-").lower() for path in ROOT.glob(CATALOGUES)}
    for tag in OTHERS:
        assert tag in names() and code_of(tag) in spoken, f"{tag} has wording, but pages have no words in it"
        assert tag_of(code_of(tag)) == tag


def test_names_of_help_lines_are_in_every_language() -> None:
    table = yaml.safe_load((ROOT / "clinic/data/emergency_numbers.yaml").read_text("utf-8"))["countries"]
    for country in ("CA", "US"):
        named = {key for key in ("crisis_name", "advice_name") if table[country][key]}
        assert all(named <= set(table[country]["names"][tag]) for tag in OTHERS), country


def leaves(node: Any, path: str = "") -> Iterator[str]:
    """The path of every text of a wording file, those that the loader leaves free too."""
    if isinstance(node.content, str | int):
        yield path
    else:
        for key, inner in node.mapping().items():
            yield from leaves(inner, f"{path}/{key}")


@pytest.mark.parametrize("tag", OTHERS)
def test_a_wording_has_the_shape_of_the_english_one(tag: str) -> None:
    english, other = (set(leaves(read_source(protocol_store.FOLDER, f"wording/{each}.yaml"))) for each in ("en", tag))
    assert english - other == set() and other - english == set()


TYPEWRITTEN = re.compile(r"['\"]|\.\.\.")
TAG = re.compile(r"<[^<>]*>")
FOR_PEOPLE = (
    "intake/protocols/wording/*.yaml",
    "handouts/library/texts/*.yaml",
    "handouts/library/locale/*.yaml",
    "handouts/library/activities/**/*.yaml",
    "handouts/library/habits/**/*.yaml",
)


def texts_of(node: Any) -> Iterator[str]:
    """Every text of a YAML file."""
    if isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from texts_of(inner)
    elif isinstance(node, str):
        yield node


def test_what_people_read_has_the_marks_of_print() -> None:
    """Apostrophes, quotes and ellipses as a printer sets them; those of HTML tags aside."""
    files = [path for pattern in FOR_PEOPLE for path in ROOT.glob(pattern)]
    assert len(files) > 50
    read = [text for path in files for text in texts_of(yaml.safe_load(path.read_text("utf-8")))]
    said = [text for path in PO_FILES for message, texts in catalogue(path).items() if message.text for text in texts]
    english = [part for message in messages() for part in (message.text, message.plural)]
    assert [text for text in (*read, *said, *english) if TYPEWRITTEN.search(TAG.sub("", text))] == []


DATE_THAT_BREAKS = re.compile(r"\b\d{1,2} \d{1,2} (?:19|20)\d\d\b")


def test_an_example_date_stays_on_one_line() -> None:
    """On a narrow phone "27 3 1984" once stood on two lines."""
    written = [path.read_text("utf-8") for path in (protocol_store.FOLDER / "wording").glob("*.yaml")]
    said = [text for path in PO_FILES for message, texts in catalogue(path).items() for text in (message.text, *texts)]
    assert len(written) == len(OTHERS) + 1 and any("\u00a01984" in text for text in said)
    assert [found[0] for text in (*written, *said) if (found := DATE_THAT_BREAKS.search(text))] == []


def test_email_is_spelt_one_way() -> None:
    files = [path for part in ("clinic", "handouts", "intake") for path in (ROOT / part).rglob("*.*")]
    said = [path for path in files if path.suffix in (".html", ".py", ".yaml", ".po")]
    assert [path for path in said if re.search(r"\be-mail", path.read_text("utf-8"), re.IGNORECASE)] == []
