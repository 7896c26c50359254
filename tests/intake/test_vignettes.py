"""The vignettes of tests/vignettes through the packaged protocol: what each person is told, and by which rules."""

from functools import cache

import pytest

from intake import protocol_store
from intake.questionnaire.answers import Answers, parse_answers
from intake.routing.disposition import Disposition, route
from intake.routing.urgency import Urgency
from tests.vignette_cases import CALM, TODAY, Vignette, vignettes

ALL = pytest.mark.parametrize("case", vignettes(), ids=lambda case: case.id)


@cache
def answers_of(case: Vignette) -> Answers:
    questionnaire = protocol_store.questionnaire()
    return parse_answers(questionnaire, case.answers(questionnaire), TODAY)


@cache
def decided(case: Vignette) -> Disposition:
    return route(protocol_store.protocol(), answers_of(case), today=TODAY)


@cache
def warning_rules() -> frozenset[str]:
    protocol = protocol_store.protocol()
    reviews = (rule.id for rule in protocol.decision.review_rules)
    return frozenset((*(rule.id for rule in protocol.red_flags), *protocol.phrase_flags, *reviews))


@ALL
def test_it_ends_where_its_author_wants(case: Vignette) -> None:
    found = decided(case)
    assert str(found.disposition) == case.expect["disposition"]
    assert found.human_review is case.expect.get("human_review", False)


@ALL
def test_exactly_the_named_warning_rules_fire(case: Vignette) -> None:
    assert sorted(warning_rules().intersection(decided(case).rules)) == sorted(case.expect["rules"])


@ALL
def test_the_named_techniques_are_blocked(case: Vignette) -> None:
    assert set(case.expect.get("blocks", ())) <= set(decided(case).blocks)


@ALL
def test_every_answer_was_asked_for_and_every_question_asked_is_answered(case: Vignette) -> None:
    questionnaire, answers = protocol_store.questionnaire(), answers_of(case)
    asked = {item.link_id: item for page in questionnaire.open_pages(answers, TODAY) for item in page.items}
    assert set(answers.values) <= set(asked)
    assert {link_id for link_id, item in asked.items() if item.required} <= set(answers.values)


@ALL
def test_what_fires_has_words_for_everybody(case: Vignette) -> None:
    because = decided(case).because
    assert because.patient and because.desk
    assert all(len(line) <= 60 for line in because.desk.split("; "))


@ALL
def test_its_source_is_listed(case: Vignette) -> None:
    assert case.source in protocol_store.protocol().sources


def test_every_red_flag_decides_a_case() -> None:
    deciding = {
        rule.id
        for case in vignettes()
        for rule in protocol_store.protocol().red_flags
        if rule.id in decided(case).rules and decided(case).urgency is rule.urgency
    }
    assert {rule.id for rule in protocol_store.protocol().red_flags} - deciding == set()


def test_ordinary_pain_is_never_urgent_and_reaches_each_pathway() -> None:
    ordinary = [decided(case) for case in vignettes() if case.kind in ("ordinary", "weak_flags")]
    assert not [found for found in ordinary if isinstance(found.disposition, Urgency)]
    assert {str(found.disposition) for found in ordinary} == {"physiotherapy", "massage", "chiropractic", "self_care"}
    assert len(ordinary) >= 60


def test_ids_are_unique_and_calm_answers_belong_to_questions() -> None:
    ids = [case.id for case in vignettes()]
    assert len(ids) == len(set(ids))
    assert set(CALM) <= set(protocol_store.questionnaire().items)
