"""How long a page took, kept as tallies of bands and read back as a middle and a slow value. Pure.

In: whole seconds; tallies by band. Out: the band's code, or seconds. A pause longer than the last band is no reading
time and is left out.
"""

from collections.abc import Mapping
from itertools import pairwise

# Upper ends in seconds, close together where most pages lie.
ENDS = (3, 5, 8, 11, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 420, 600, 900, 1200, 1800)
FEWEST = 5
_PREFIX = "under_"


def band_of(seconds: float) -> str | None:
    """The code of the band that holds `seconds`; None for a pause, or for a clock that ran backwards."""
    if seconds < 0:
        return None
    return next((f"{_PREFIX}{end}" for end in ENDS if seconds < end), None)


def timed(tallies: Mapping[str, int]) -> int:
    """How many people the times are of."""
    return sum(tallies.get(f"{_PREFIX}{end}", 0) for end in ENDS)


def quantile(tallies: Mapping[str, int], part: float) -> int | None:
    """The seconds that `part` of the people (0.5 the half) stayed under, to about a band's width.

    None for fewer than five people, whose numbers would say something about one of them.
    """
    counts = [tallies.get(f"{_PREFIX}{end}", 0) for end in ENDS]
    wanted, seen = sum(counts) * part, 0
    if sum(counts) < FEWEST:
        return None
    for count, (low, high) in zip(counts, pairwise((0, *ENDS)), strict=True):
        if count and seen + count >= wanted:
            return round(low + (high - low) * (wanted - seen) / count)
        seen += count
    raise AssertionError("a part of at most 1 is always reached")
