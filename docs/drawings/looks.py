"""Who is drawn: girth, hair and clothes of the people who take turns on the cards.
Plain values, no drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import ink


@dataclass(frozen=True, slots=True)
class Look:
    """What makes one drawn person differ from the next: girth, hair and clothes."""

    girth: float = 1.0
    limb: float = 1.0
    size: float = 1.0
    breadth: float = 1.0  # of shoulders and chest seen from the front; less where the whole body shows
    hair: str = "short"  # short | bun | bob | bald
    hair_fill: str = ink.HAIR
    shirt: str = ink.SHIRT
    shirt_far: str = ink.SHIRT_FAR
    trousers: str = ink.TROUSERS
    trousers_far: str = ink.TROUSERS_FAR
    shoe: str = ink.SHOE
    asleep: bool = False


SLIM = Look(girth=0.92, limb=0.92, hair="short")
BUN = Look(girth=0.98, hair="bun")
LARGER = Look(
    girth=1.3, limb=1.14, hair="bob", trousers="#EDEFF1", trousers_far="#C9D0D5", shirt="#CDD4D9", shirt_far="#B4BDC5"
)
OLDER = Look(girth=1.06, hair="older", hair_fill=ink.HAIR_GREY, shirt="#D5DBDF", shirt_far="#BCC5CC")
