"""Codes that people read out and type. In: how long, and in what groups. Out: letters and digits that do not look
alike, drawn at random, with dashes between the groups."""

import secrets

ALPHABET = "23456789CDFGHJKMPQRTVWXYZ"


def new_code(letters: int, group: int) -> str:
    """A code of `letters` out of an alphabet of 25: `new_code(6, 3)` may be 7KQ-2M9."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(letters))
    return "-".join(drawn[start : start + group] for start in range(0, letters, group))
