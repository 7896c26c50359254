"""What a patient needs and wishes for the visit, as short flags for staff. In: stored answers. Out: lines such as
"Speaks Spanish", "Large print", "Wishes: video, weekday evenings". Only what differs from the usual is said."""

from collections.abc import Iterator, Mapping
from typing import Any

TEXT, NO_CONSENT, MAY_TEXT = "text", "no_consent", "consent_text"
NEED_WORDS = {
    "need_reading_help": "Read aloud",
    "need_screen_reader": "Screen reader",
    "need_texts_only": "Texts, no calls",
}
LANGUAGE_WORDS = {"best_english": "English", "best_french": "French", "best_spanish": "Spanish"}
LANGUAGE_TAGS = {"best_english": "en", "best_french": "fr-CA", "best_spanish": "es"}
WISH_WORDS = {
    "in_person": "in person",
    "by_video": "video",
    "either_way": "video or in person",
    "weekday_mornings": "mornings",
    "weekday_afternoons": "afternoons",
    "weekday_evenings": "evenings",
    "weekends": "weekends",
    "with_woman": "a woman",
    "with_man": "a man",
    "with_same_person": "same person as before",
}


def flags(answers: Mapping[str, Any], *, wishes: bool = True) -> tuple[str, ...]:
    """The needs, then one line for all `wishes`, which an urgent call leaves out."""
    return (*_needs(answers), *(_wishes(answers) if wishes else ()))


def best_language(answers: Mapping[str, Any]) -> str | None:
    """The tag of the language that the patient says is best, None where nobody was asked or we have no tag for it."""
    return LANGUAGE_TAGS.get(str(answers.get("best_language"))) if asked(answers, "need_interpreter") else None


def speaks(answers: Mapping[str, Any]) -> str:
    """ "Speaks Spanish" where another language was asked for, else ""."""
    if not asked(answers, "need_interpreter"):
        return ""
    other = str(answers.get("other_language") or "").strip() or "another language"
    return f"Speaks {LANGUAGE_WORDS.get(str(answers.get('best_language')), other)}"


def texts(answers: Mapping[str, Any]) -> str:
    """For who asked for texts, not calls: TEXT where they said that we may text them, NO_CONSENT where not; else ""."""
    if not asked(answers, "need_texts_only"):
        return ""
    return TEXT if may_text(answers) else NO_CONSENT


def may_text(answers: Mapping[str, Any]) -> bool:
    """Whether they said that we may text them."""
    return MAY_TEXT in (answers.get("consent_extras") or ())


def asked(answers: Mapping[str, Any], need: str) -> bool:
    """Whether a need is ticked; the answers of the page that it opens count only then."""
    return need in (answers.get("info_needs") or ())


def _needs(answers: Mapping[str, Any]) -> Iterator[str]:
    if said := speaks(answers):
        yield said
    if answers.get("print_size") == "large":
        yield "Large print"
    yield from (words for need, words in NEED_WORDS.items() if asked(answers, need))
    if texts(answers) == NO_CONSENT:
        yield "No consent to texts: call"


def _wishes(answers: Mapping[str, Any]) -> Iterator[str]:
    more = asked(answers, "visit_wishes")
    way, person = (answers.get("visit_way"), answers.get("visit_with")) if more else (None, None)
    wished = (way, *(answers.get("visit_times") or ()), person)
    words = [WISH_WORDS[code] for code in wished if code in WISH_WORDS]
    if words:
        yield f"Wishes: {', '.join(words)}"
