"""Whatever people answer: nothing that is blocked is ever on a sheet, the signs to watch for always are, and where no
activity may be chosen the sheet says so. 50,000 random intakes with ./test --full, 5,000 without."""

import os
from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest

from handouts.catalog_store import catalog
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument, Kind
from handouts.composition.parts import unbroken
from handouts.composition.profile import Profile, profile_of
from handouts.composition.selection import USUAL, Selection, select
from intake.protocol_store import body_map, protocol
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.conditions import FALSE, TRUE, Values
from intake.questionnaire.facts import facts_of
from intake.routing.disposition import route
from tests.answers import TODAY, complete
from tests.handouts.paper import occasion
from tests.intake.random_answers import random_answers

PARTS = 4
PEOPLE = (50_000 if os.environ.get("UNKNOT_TEST_FULL") else 5_000) // PARTS
SEED = int(os.environ.get("UNKNOT_SEED", "20261120"))
LEAST_SIGNS = 5
CHILD = {"birth_date": "2013-05-01", "who_for": "my_child", "helper_name": "Robin", "helper_relation": "parent",
         "helper_authority": "yes", "guardian_here": "yes"}  # fmt: skip


@cache
def calm(child: bool) -> dict[str, Any]:
    """Alex's answers, or those of a child's parent, all else answered no."""
    return complete(**CHILD if child else {})


def answers_of(chance: Random) -> dict[str, Any]:
    """A calm person's answers of which a few are anybody's; one person in ten is a child, one is random altogether."""
    anybody = random_answers(protocol().questionnaire, chance, ticked=chance.choice([0.01, 0.05, 0.2]))
    if chance.random() < 0.1:
        return anybody
    base, kept = calm(chance.random() < 0.1), chance.choice([0.05, 0.1, 0.2])
    changed = {link_id for link_id in base if chance.random() < kept}
    return base | {link_id: anybody[link_id] for link_id in changed & anybody.keys()}


def ruled_out(values: Values) -> set[str]:
    """The techniques of every block rule that is not surely false, read from the rules themselves."""
    rules = [rule for rule in protocol().blocks.rules if not rule.fired_by]
    return {technique for rule in rules if rule.when.value(values) is not FALSE for technique in rule.blocks}


def check_contents(selection: Selection, profile: Profile) -> None:
    """Nothing ruled out, nothing cautioned, nothing the person cannot do or does not have."""
    out, vocabulary = ruled_out(profile.values), catalog().vocabulary
    for entry in (*(one.activity for one in selection.choices), *(tip.habit for tip in selection.tips_offered)):
        assert entry.auto and not out.intersection(entry.techniques), entry.id
        for code in entry.cautions:
            when = vocabulary.cautions[code]
            assert when is not None and when.value(profile.values) is FALSE, (entry.id, code)
    for choice in selection.choices:
        activity = choice.activity
        assert not activity.floor or profile.values["can_floor"] is TRUE
        assert activity.injury_72h or vocabulary.fresh_injury.value(profile.values) is FALSE
        for code in activity.equipment:
            used = vocabulary.equipment[choice.substitutes.get(code, code)]
            assert not used or profile.values[used] is TRUE
        assert choice.reasons
        assert all(activity.dose[key].least <= number <= activity.dose[key].most for key, number in choice.dose.items())


def check_sheet(made: HandoutDocument, selection: Selection) -> str:
    """The signs are there; an urgent person gets the letter; a plan without activities says why. Returns its kind."""
    if made.letter is not None:
        assert len(made.letter.help.signs) >= LEAST_SIGNS and "911" in made.letter.help.lead
        assert not selection.choices and not selection.tips
        return "letter"
    assert made.plan is not None and selection.kind is Kind.PLAN
    box, part = made.plan.help, made.plan.activities
    assert len(box.signs) >= LEAST_SIGNS and "911" in box.lead and unbroken("555-0100") in box.today
    assert len(part.cards) == len(selection.choices) <= USUAL
    assert bool(part.cards) != bool(part.none)
    return "plan" if part.cards else "plan without activities"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_intake_brings_out_what_is_blocked(part: int) -> None:
    rules, library, visit = protocol(), catalog(), occasion(link="")  # drawing its code took half of the time
    chance, kinds = Random(f"{SEED}-{part}"), Counter[str]()
    for _ in range(PEOPLE):
        answers = parse_answers(rules.questionnaire, answers_of(chance), TODAY)
        facts = facts_of(rules.questionnaire, answers, TODAY)
        disposition = route(rules, answers, today=TODAY)
        profile = profile_of(library.vocabulary, facts, answers)
        selection = select(library, profile, disposition, "en")
        if disposition.disposition in ("emergency", "urgent"):
            assert selection.kind is Kind.GET_HELP_LETTER
        check_contents(selection, profile)
        assert all(one.left_out for one in selection.left_out)
        kinds[check_sheet(compose(library, body_map(), selection, answers, visit), selection)] += 1
    # Enough of every kind, or the test would show little.
    assert all(kinds[kind] >= PEOPLE // 100 for kind in ("plan", "letter", "plan without activities")), kinds
