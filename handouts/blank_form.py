"""The paper twin of the intake: every question of the definition in order, numbered, for the template.

In: the questionnaire, one language's wording and the body map. Out: a BlankForm. It decides nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from handouts.form_picture import STANDARD, numbered_body
from handouts.form_routing import Numbering, only_if
from handouts.paper_form import BlankForm, Part, Place, PlaceGroup, Question, Spot, Topic
from intake.questionnaire.body_map import MIDDLE, BodyMap
from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import PLACES, SIGNS, Item, ItemType, Page
from intake.questionnaire.wording import Wording

ON_ONE_LINE = 60  # letters of all options together
LETTERS = "abcdefghij"
HELPER, YOU = "helper", "you"
SHARED = ("none", "not_sure", "tell_someone")
NEVER_ASKED_TWICE = (ItemType.TICKS, ItemType.CHOICE, ItemType.TEXT, ItemType.LONG_TEXT, ItemType.DATE)


def blank_form(
    questionnaire: Questionnaire,
    wording: Wording,
    body: BodyMap,
    *,
    front_alt: str,
    back_alt: str,
    size: str = STANDARD,
) -> BlankForm:
    """The form in the wording's language; `size` is how large the numbers in the picture are: standard or large."""
    numbers = {zone: at for at, zone in enumerate(body.zones, start=1)}
    places = tuple(_groups(body, wording, numbers))
    topics = _topics(questionnaire, wording, Numbering(_question_numbers(questionnaire), *_named(places, body)))
    first = next(page for page in questionnaire.pages if page.section == SIGNS)
    return BlankForm(
        version=questionnaire.version,
        parts=tuple(_parts(questionnaire, wording, topics)),
        signs=tuple(wording.option(item.link_id, code) for item in first.items for code in item.options),
        front=numbered_body(body, "front", numbers, front_alt, size),
        back=numbered_body(body, "back", numbers, back_alt, size),
        places=places,
        end=len(topics),
    )


def _groups(body: BodyMap, wording: Wording, numbers: Mapping[str, int]) -> Iterator[PlaceGroup]:
    for group in body.groups:
        zones = body.of_group(group)
        paired = {wording.place(zone.id).rpartition(", ")[0] for zone in zones if zone.side != MIDDLE}
        by_name: dict[str, list[Spot]] = {}
        for zone in zones:
            name = _part_name(wording.place(zone.id), paired)
            by_name.setdefault(name, []).append(Spot(numbers[zone.id], zone.side if name in paired else ""))
        places = tuple(Place(name, tuple(spots)) for name, spots in by_name.items())
        yield PlaceGroup(wording.place_group(group), places)


def _named(places: Sequence[PlaceGroup], body: BodyMap) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """The name that the list gives each zone, and the zones of each of its groups."""
    zones = list(body.zones)
    found = {
        group.name: {zones[spot.number - 1]: place.name for place in group.places for spot in place.spots}
        for group in places
    }
    names = {zone: name for group in found.values() for zone, name in group.items()}
    return names, {name: frozenset(members) for name, members in found.items()}


def _part_name(label: str, paired: Collection[str]) -> str:
    """The name of a place without its side, which its list has boxes for."""
    return next((name for name in paired if label.startswith(f"{name}, ")), label)


def _parts(questionnaire: Questionnaire, wording: Wording, topics: list[Topic]) -> Iterator[Part]:
    for section in questionnaire.sections:
        mine = [topic for page, topic in zip(questionnaire.pages, topics, strict=True) if page.section == section]
        yield Part(section, wording.section(section), mine[0].number, mine[-1].number, tuple(mine))


def _topics(questionnaire: Questionnaire, wording: Wording, numbering: Numbering) -> list[Topic]:
    found = [
        _topic(number, page, questionnaire, wording, numbering)
        for number, page in enumerate(questionnaire.pages, start=1)
    ]
    return [replace(topic, else_go_to=_next(topic, found)) for topic in found]


def _next(topic: Topic, topics: list[Topic]) -> str:
    """The number of the first later topic that others answer; "" after the last."""
    later = (each for each in topics[topic.number :] if each.only_if != topic.only_if)
    found = next(later, None)
    return str(found.number) if topic.only_if and found else ""


def _question_numbers(questionnaire: Questionnaire) -> dict[str, str]:
    return {
        item.link_id: f"{number}{LETTERS[at]}" if len(page.items) > 1 else str(number)
        for number, page in enumerate(questionnaire.pages, start=1)
        for at, item in enumerate(page.items)
    }


def _topic(number: int, page: Page, questionnaire: Questionnaire, wording: Wording, numbering: Numbering) -> Topic:
    words = wording.page(page.id)
    when = only_if(page.enable_when, questionnaire, wording, numbering) if page.enable_when else ""
    return Topic(
        number=number,
        code=page.id,
        title=words.title,
        lead=words.lead,
        hint=_hint(page, wording),
        only_if=when,
        else_go_to="",
        private=any(item.private for item in page.items),
        questions=tuple(_question(page, item, wording, numbering) for item in page.items),
    )


def _hint(page: Page, wording: Wording) -> str:
    """The words below a topic's title. On the helper's own "you" is still the helper; from the next on, the patient."""
    if page.id == HELPER:
        return ""
    return wording.page(HELPER if page.id == YOU else page.id).hint


def _question(page: Page, item: Item, wording: Wording, numbering: Numbering) -> Question:
    words = wording.item(item.link_id)
    apart = tuple(code for code in (*item.options, *_unsure(item)) if code in SHARED or code in item.exclusive)
    plain = tuple(code for code in item.options if code not in apart)
    label = "" if len(page.items) == 1 else words.label
    options = tuple(wording.option(item.link_id, code) for code in plain)
    pick_one = item.type in (ItemType.CHOICE, ItemType.SCALE)
    return Question(
        number=numbering.questions[item.link_id] if len(page.items) > 1 else "",
        code=item.link_id if item.link_id != page.id else "",
        type=item.type.value,
        label=label,
        hint=words.hint,
        suffix=words.suffix,
        optional=not item.required,
        pick_one=pick_one,
        options=options,
        apart=tuple(wording.option(item.link_id, code) for code in dict.fromkeys(apart)),
        in_a_row=(pick_one or len(options) == 1) and sum(map(len, options)) <= ON_ONE_LINE,
        units=tuple(wording.unit(unit) for unit in ("days", "weeks", "months", "years")),
        anchors=tuple(f"{number} = {text}" for number, text in words.anchors.items()),
    )


def _unsure(item: Item) -> tuple[str, ...]:
    """What may be ticked instead of an answer: a question's own choice, and "not sure" where numbers are asked."""
    if item.type in NEVER_ASKED_TWICE:
        return item.exclusive
    return ("all_over", "not_sure") if item.link_id == PLACES else ("not_sure",)
