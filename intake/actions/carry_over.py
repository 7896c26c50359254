"""A draft under a newer questionnaire: what still fits is kept, what changed or went is asked again.

In: stored answers with the fingerprints of the questions they answered. Out: the answers that still fit, and a draft
brought in step. Nothing is lost: every page save stays as it was.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from clinic import audit
from clinic.actor import Actor
from intake import protocol_store
from intake.models import QuestionnaireResponse
from intake.questionnaire.answer_values import Rejected, checked


def stamp(answers: Mapping[str, Any]) -> dict[str, str]:
    """The fingerprints of the questions in force that `answers` answer."""
    known = protocol_store.fingerprints()
    return {link_id: known[link_id] for link_id in answers if link_id in known}


def fitting(answers: Mapping[str, Any], fingerprints: Mapping[str, str], today: date) -> dict[str, Any]:
    """The answers to questions that stand unchanged in the questionnaire in force and whose values it still allows.

    An answer without a fingerprint is judged by its value alone."""
    known = protocol_store.fingerprints()
    return {
        link_id: value
        for link_id, value in answers.items()
        if link_id in known and fingerprints.get(link_id, known[link_id]) == known[link_id]
        if _allowed(link_id, value, today)
    }


def _allowed(link_id: str, value: Any, today: date) -> bool:
    questionnaire = protocol_store.questionnaire()
    try:
        return checked(questionnaire.items[link_id], value, questionnaire.zones, today) is not None
    except Rejected:
        return False


@transaction.atomic
def carry_over(*, response: QuestionnaireResponse, by: Actor, today: date) -> QuestionnaireResponse:
    """Bring an unsent draft in step with the questionnaire in force; remembers which questions to ask again."""
    if len(fitting(response.answers, response.fingerprints, today)) == len(response.answers):
        return response
    locked = QuestionnaireResponse.objects.select_for_update(of=("self",)).get(pk=response.pk)
    before = locked.questionnaire_version
    gone = bring_in_step(locked, today)
    locked.save(update_fields=["answers", "asked_again", "questionnaire_version"])
    detail = {"from": before, "to": locked.questionnaire_version, "asked_again": gone}
    audit.record(by, "intake.carried_over", locked, detail)
    response.answers, response.asked_again = locked.answers, locked.asked_again
    response.questionnaire_version = locked.questionnaire_version
    return response


def bring_in_step(response: QuestionnaireResponse, today: date) -> list[str]:
    """Take the answers that no longer fit out of `response`, in memory; returns their questions."""
    kept = fitting(response.answers, response.fingerprints, today)
    gone = sorted(set(response.answers) - set(kept))
    still_asked = protocol_store.questionnaire().items
    response.asked_again = sorted({*response.asked_again, *gone} & set(still_asked))
    response.answers = kept
    response.questionnaire_version = protocol_store.questionnaire().version
    return gone
