"""Which answers the handouts read, and what for: by the conditions of the library, and by name in the code.

In: the packaged library. Out: link_id -> uses, for the register of questions.
"""

from collections.abc import Iterator

from handouts import catalog_store
from intake import protocol_store
from intake.questionnaire.conditions import Condition

IN_CODE = {
    "first_name": "the name on the sheet",
    "places": "which region, which side, the drawing",
    "worst_place": "which region comes first",
    "duration_days": "since when; which activities fit",
    "pain_level": "how bad; fewer activities when strong",
    "birth_date": "a child's sheet speaks to the parent",
    "hard_activity": "what it keeps the person from",
    "minutes_a_day": "how many activities",
    "print_size": "the size of print",
    "pattern": "warmth comes first where it helps",
    "triggers": "what makes it worse; the tips",
    "info_needs": "the line about an interpreter; whether another language counts",
    "best_language": "the language of the sheet",
}


def reads() -> dict[str, tuple[str, ...]]:
    """Every answer that a handout depends on."""
    found: dict[str, dict[str, None]] = {link_id: {use: None} for link_id, use in IN_CODE.items()}
    for link_id, use in (*_by_conditions(), *_by_facts()):
        found.setdefault(link_id, {})[use] = None
    return {link_id: tuple(uses) for link_id, uses in found.items()}


def _by_conditions() -> Iterator[tuple[str, str]]:
    questionnaire = protocol_store.questionnaire()
    for use, condition in _conditions():
        yield from ((link_id, use) for link_id in sorted(questionnaire.items_behind(condition)))


def _conditions() -> Iterator[tuple[str, Condition]]:
    catalog = catalog_store.catalog()
    for entry in (*catalog.activities.values(), *catalog.habits.values()):
        yield from (("the dose of some activities", change.when) for change in entry.dose_changes)
    yield from (("what this may be", line.when) for line in catalog.may_be)
    yield from (("what is left out for safety", when) for when in catalog.vocabulary.cautions.values() if when)
    yield "nothing strong on a fresh injury", catalog.vocabulary.fresh_injury


def _by_facts() -> Iterator[tuple[str, str]]:
    facts, vocabulary = protocol_store.questionnaire().facts, catalog_store.catalog().vocabulary
    for named in vocabulary.triggers.values():
        yield from ((facts[fact].link_id, "which tips") for fact in named)
    yield from ((facts[fact].link_id, "what is at home") for fact in vocabulary.equipment.values() if fact)
    yield facts[vocabulary.floor_fact].link_id, "nothing on the floor who cannot get down"
