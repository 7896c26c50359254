"""Where the pain rule draws its lines. In: the pain a person told us, 0 to 10. Out: up to which point it is fine, where
to do less, where to stop. A rule with fixed points would forbid the first step to whoever starts above them."""

from dataclasses import dataclass

FINE, MOST_FINE, DO_LESS = 3, 6, 2


@dataclass(frozen=True, slots=True)
class PainPoints:
    """Points of 10, while doing it: fine up to `fine`, do less from `least` to `most`, stop from `stop` on. `based`
    says that the lines were moved up to the person's own pain."""

    fine: int
    least: int
    most: int
    stop: int
    based: bool


def pain_points(pain: int | None) -> PainPoints:
    """0 to 3, 4 to 5, 6 and more; for a pain of 4 and more no more than that pain is fine, two points above it mean to
    do less. Never fine above 6: from there on somebody should talk with them first."""
    fine = min(max(FINE, pain or 0), MOST_FINE)
    return PainPoints(fine, fine + 1, fine + DO_LESS, fine + DO_LESS + 1, based=fine > FINE)
