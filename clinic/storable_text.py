"""Which text no database can hold, wherever it comes from: the API, a file on the command line.

In: plain JSON values. Out: nothing, or ValueError with one sentence.
"""

from typing import Any

MAX_DEPTH = 20


def check_text(value: Any, depth: int = 0) -> None:
    """Raise ValueError when a string anywhere in `value` cannot be stored, or nesting is too deep."""
    if depth > MAX_DEPTH:
        raise ValueError("The body is nested too deeply.")
    if isinstance(value, str) and ("\x00" in value or any("\ud800" <= char <= "\udfff" for char in value)):
        raise ValueError("The body holds characters that cannot be stored.")
    if isinstance(value, dict):
        for key, item in value.items():
            check_text(key, depth + 1)
            check_text(item, depth + 1)
    if isinstance(value, list):
        for item in value:
            check_text(item, depth + 1)
