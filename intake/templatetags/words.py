"""Template filter for headings: a short word with a hyphen stays on one line."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
LONGEST = 14  # letters: a longer word may have to break in large print
# With what touches it: before and after the span that keeps it whole a line may break.
HYPHENED = re.compile(r"(?:[^\W_]+’)?[^\W_]+(?:-[^\W_]+)+[?!.,;]*")


@register.filter
def unbroken(words: str) -> SafeString:
    """The same words, safe to show; "Pouvons-nous" cannot break at its hyphen."""
    return mark_safe(HYPHENED.sub(_whole, conditional_escape(words)))  # noqa: S308  escaped; only a span of our own is added


def _whole(found: re.Match[str]) -> str:
    word = found.group()
    return f'<span class="whole">{word}</span>' if len(word) <= LONGEST else word
