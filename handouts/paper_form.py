"""What stands on the paper form: frozen values for the template, in the order of the paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from handouts.composition.blocks import Figure
from intake.questionnaire.body_map import MIDDLE
from intake.questionnaire.items import ItemType

LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class Spot:
    """One box in the list of places: its number in the picture, and which side of the body it is, "" where a part has
    but one box."""

    number: int
    side: str


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list: a part of the body, with a box for each of its sides."""

    name: str
    spots: tuple[Spot, ...]

    @property
    def cells(self) -> tuple[Spot | None, ...]:
        """The boxes under left, middle and right; what has but one box has it in the middle."""
        by_side = {spot.side or MIDDLE: spot for spot in self.spots}
        return tuple(by_side.get(side) for side in (LEFT, MIDDLE, RIGHT))


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places listed together."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One item: `number` is "" where it is alone in its topic, else "7b"; `pick_one` draws circles, not boxes."""

    number: str
    code: str
    type: str
    label: str
    hint: str
    suffix: str
    optional: bool
    pick_one: bool
    options: tuple[str, ...]
    apart: tuple[str, ...]
    in_a_row: bool
    units: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What one screen asks. `only_if` says who answers it, `else_go_to` where the others go on."""

    number: int
    code: str
    title: str
    lead: str
    hint: str
    only_if: str
    else_go_to: str
    private: bool
    questions: tuple[Question, ...]

    @property
    def has_places(self) -> bool:
        """Whether it has the picture and the list of places."""
        return any(question.type == ItemType.PLACES for question in self.questions)


@dataclass(frozen=True, slots=True)
class Block:
    """Topics that follow each other and that the same people answer: "only if" is said once, above all of them."""

    only_if: str
    else_go_to: str
    topics: tuple[Topic, ...]

    @property
    def has_places(self) -> bool:
        """Whether it holds the picture, which needs the width of the page."""
        return any(topic.has_places for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the questionnaire."""

    code: str
    name: str
    first: int
    last: int
    topics: tuple[Topic, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The topics, those together that the same people answer."""
        return tuple(_blocks(self.topics))


@dataclass(frozen=True, slots=True)
class Run:
    """What is set alike: in two columns, or over the width of the page. Each block comes with the part it opens."""

    is_wide: bool
    blocks: tuple[tuple[Part | None, Block], ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The whole form. `signs` are the warning signs that need help at once, before anything is filled in."""

    version: str
    parts: tuple[Part, ...]
    signs: tuple[str, ...]
    front: Figure
    back: Figure
    places: tuple[PlaceGroup, ...]
    end: int

    @property
    def runs(self) -> tuple[Run, ...]:
        """The whole form as it is set on paper."""
        opened = [(part if at == 0 else None, block) for part in self.parts for at, block in enumerate(part.blocks)]
        by_width = groupby(opened, key=lambda each: each[1].has_places)
        return tuple(Run(is_wide, tuple(found)) for is_wide, found in by_width)


def _blocks(topics: Iterable[Topic]) -> Iterator[Block]:
    for when, same in groupby(topics, key=lambda topic: topic.only_if):
        found = tuple(same)
        for held in (found,) if when else ((topic,) for topic in found):
            yield Block(when, held[0].else_go_to, held)
