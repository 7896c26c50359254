"""Whether two languages say the same things. In: a text of the library in English and in another language. Out: an
error with file and line for a sentence, step or {place} that one of them lacks. Words are for people to compare."""

from collections.abc import Callable, Iterable, Mapping

from handouts.composition.entry_text import Prose
from handouts.composition.filling import places_in
from intake.questionnaire.source_file import Node

# What a country calls its emergency room or advice line differs by language; one form of a phrase may do without {n}.
OWN_NAMES, OWN_ENDING = ("emergency_place.", "advice_line."), ".one"
Raises = Callable[[str], Exception]


def check_texts(
    source: Node, nodes: Mapping[str, Node], texts: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]
) -> None:
    """The fixed sentences `nodes` of one language beside those of English."""
    english = {name for name in (*texts, *lists) if not name.startswith(OWN_NAMES)}
    for name in sorted(english - nodes.keys()):
        raise source.error(f"the text '{name}' is missing, which English has")
    for name, node in nodes.items():
        if name in lists:
            _check_list(node, lists[name])
        elif name in texts and not name.endswith(OWN_ENDING):
            _check_places(places_in(node.text()), places_in(texts[name]), node.error)
        elif name not in texts and not name.startswith(OWN_NAMES):
            raise node.error(f"English has no '{name}'")


def _check_list(node: Node, english: tuple[str, ...]) -> None:
    found = list(node.items())
    if len(found) != len(english):
        raise node.error(f"expected {len(english)} sentences as in English, found {len(found)}")
    for entry, words in zip(found, english, strict=True):
        _check_places(places_in(entry.text()), places_in(words), entry.error)


def check_prose(prose: Prose, english: Prose, *, steps: bool) -> None:
    """One entry in one language beside English; with `steps`, line by line as many."""
    here, there = prose.front.mapping(), english.front.mapping()
    for key in (*there, *here):
        if (key in here) != (key in there):
            raise prose.error(1, f"'{key}' stands in {(english if key in there else prose).name} alone")
        _check_places(places_in(here[key].text()), places_in(there[key].text()), here[key].error)
    if steps and len(prose.body) != len(english.body):
        raise prose.error(1, f"expected {len(english.body)} steps as in English, found {len(prose.body)}")
    first = prose.body[0][0] if prose.body else 1
    _check_places(_all_places(prose), _all_places(english), lambda message: prose.error(first, message))


def _all_places(prose: Prose) -> list[str]:
    return [place for _, words in prose.body for place in places_in(words)]


def _check_places(found: Iterable[str], expected: Iterable[str], error: Raises) -> None:
    """The same places in any order; {hold_s} and {hold_s.n} name the same number."""
    here, there = ({place.removesuffix(".n") for place in places} for places in (found, expected))
    for place in sorted(here ^ there):
        raise error(f"{{{place}}} stands in {'English' if place in there else 'this language'} alone")
