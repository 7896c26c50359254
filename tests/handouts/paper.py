"""Invented people's handouts for the tests. In: answers that differ from Alex's. Out: a selection or a document, made
from the packaged protocol and library as the application makes them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handouts.catalog_store import catalog
from handouts.composition.arranging import Wanted, arranged
from handouts.composition.catalog import Catalog
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument
from handouts.composition.occasion import Occasion
from handouts.composition.profile import Profile, profile_of
from handouts.composition.selection import Selection, select
from handouts.example import example_occasion
from intake.protocol_store import body_map, protocol
from intake.questionnaire.answers import Answers, parse_answers
from intake.questionnaire.facts import facts_of
from intake.routing.disposition import Disposition, route
from tests.answers import TODAY, complete

PLACES = {
    "upper back": ["upper_back_r"],
    "low back": ["low_back_l", "low_back_m", "buttock_l"],
    "neck": ["neck_back_l", "shoulder_top_l"],
    "knee": ["knee_front_l"],
}


def answers_of(**given: Any) -> Answers:
    """Alex's complete answers with `given` on top."""
    return parse_answers(protocol().questionnaire, complete(**given), TODAY)


def decided(answers: Answers) -> Disposition:
    """Where these answers lead."""
    return route(protocol(), answers, today=TODAY)


def profile(answers: Answers) -> Profile:
    """The person as the library sees them."""
    return profile_of(catalog().vocabulary, facts_of(protocol().questionnaire, answers, TODAY), answers)


def selected(library: Catalog | None = None, language: str = "en", **given: Any) -> Selection:
    """The machine's choice for these answers."""
    answers = answers_of(**given)
    return select(library or catalog(), profile(answers), decided(answers), language)


def occasion(**changes: Any) -> Occasion:
    """An approved first version with an appointment."""
    return replace(example_occasion(), **changes)


def document(
    count: int = 0,
    changes: Mapping[str, Any] | None = None,
    language: str = "en",
    wanted: Sequence[Wanted] = (),
    **given: Any,
) -> HandoutDocument:
    """The sheet for these answers; with `count`, exactly so many of the best activities; with `wanted`, those."""
    selection = selected(language=language, **given)
    if count:
        best = [one.activity.id for one in selection.standings.values() if not one.left_out][:count]
        selection = arranged(selection, [Wanted(activity, {}) for activity in best])
    if wanted:
        selection = arranged(selection, wanted)
    return compose(
        catalog(), body_map(), selection, answers_of(**given), replace(example_occasion(language), **(changes or {}))
    )


def on_paper_only(made: HandoutDocument) -> set[str]:
    """The words that only the printed sheet says: heads of its later pages, what is filled in by pen."""
    plan, head = made.plan, made.letterhead
    words = {head.later, head.later_contact}
    if plan:
        diary = plan.diary
        words |= {plan.message_naming, plan.activities.more}
        words |= {diary.week_heading, diary.sheet_heading, diary.week_corner}
        words |= {card.diary for card in plan.activities.cards}
    return words
