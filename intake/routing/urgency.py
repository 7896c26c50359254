"""The seven dispositions: three urgencies and four pathways. In: urgencies. Out: the most urgent of them."""

from collections.abc import Iterable
from enum import StrEnum


class Urgency(StrEnum):
    """Medical urgency, least first; whatever is reached wins over every pathway."""

    GP_REVIEW = "gp_review"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class Pathway(StrEnum):
    """What a person without any urgency is offered."""

    PHYSIOTHERAPY = "physiotherapy"
    MASSAGE = "massage"
    CHIROPRACTIC = "chiropractic"
    SELF_CARE = "self_care"


RANK = {urgency: rank for rank, urgency in enumerate(Urgency, start=1)}
DISPOSITIONS = (*reversed(Urgency), *Pathway)


def most_urgent(urgencies: Iterable[Urgency | None]) -> Urgency | None:
    """The highest of them; None where there is none."""
    return max((urgency for urgency in urgencies if urgency is not None), key=RANK.__getitem__, default=None)
