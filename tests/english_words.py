"""Finds English on a page that should have none. In: HTML and the language it is in. Out: the English words that a
person would see, hear, or be shown by a script."""

import re
from html.parser import HTMLParser

# Words that are English only, so that one of them on a page is a sentence that nobody translated.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the and you your yours with when what where which who how have has had this that these those from they them"
        " their are is was were not any does did will would should could can may must need needs here there then than"
        " because since until before after about again more most some pain help call tick pick write answer answers"
        " page back today now day days week weeks month months year years hours send sent read change start stop open"
        " close print please thank or if of to at by we us our it its an",
    )
)
# Of these, words that the language has too.
SHARED = {"fr-CA": {"page", "an", "change", "sent", "stop"}}
NAMES = ("Harbour", "Northside", "Alex", "Moreau", "Unknot", "English")


# Attributes whose words a script shows.
SCRIPTED = (
    "data-added", "data-removed", "data-one-ticked", "data-some-ticked", "data-one-place", "data-some-places",
    "data-remove", "data-zoomed", "data-click", "data-picked", "data-picked-words", "data-of-ten", "data-one",
    "data-words", "data-sending", "data-stop",
)  # fmt: skip


class Seen(HTMLParser):
    """What a person sees or hears of a page: its text, and the attributes that are read out or shown by a script."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0
        self.english: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        # The stop page is shown to strangers: it may say what it says in English too.
        starts = not self.english and tag in ("span", "div") and dict(attrs).get("lang") == "en"
        if starts or tag in self.english[:1]:
            self.english.append(tag)
        spoken = ("aria-label", "placeholder", "title", "alt", *SCRIPTED)
        self.words += [value or "" for name, value in attrs if name in spoken]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")
        if tag in self.english[:1]:
            self.english.pop()

    def handle_data(self, data: str) -> None:
        if not (self.silent or self.english):
            self.words.append(data)


def english_in(html: str, tag: str) -> set[str]:
    """The English words that a page shows."""
    seen = Seen()
    seen.feed(html)
    text = re.sub(r"{\w+}", "", " ".join(seen.words))
    for name in NAMES:
        text = text.replace(name, "")
    return {word for word in re.findall(r"[^\W\d_]+", text.lower()) if word in ENGLISH - SHARED.get(tag, set())}
