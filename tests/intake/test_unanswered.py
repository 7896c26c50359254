"""Not answered is three things: skipped, not reached, never asked; on the case page they are told apart."""

from collections.abc import Callable

import pytest
from django.test import Client

from clinic.actor import patient_actor
from clinic.models import Staff
from intake import protocol_store
from intake.actions import drafts, respond
from intake.models import QuestionnaireResponse
from intake.unanswered import NOT_ASKED, NOT_REACHED, SKIPPED, unanswered
from tests.answers import TODAY, complete
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Staff], Client]


def groups(response: QuestionnaireResponse, *, private: bool = True) -> dict[str, tuple[str, ...]]:
    """Why -> the questions."""
    return {group.why: group.labels for group in unanswered(response, TODAY, private=private)}


def short(link_id: str) -> str:
    """The short name of a question."""
    return protocol_store.wording("en").item(link_id).short


def test_what_was_skipped_is_told_apart_from_what_was_never_asked(people: People, send: SendAnswers) -> None:
    answers = complete()
    del answers["pain_level"]
    case = send(pain_level=None)
    found = groups(case.response)
    assert short("pain_level") in found[SKIPPED] and short("pain_level") not in found[NOT_ASKED]
    assert short("nerve_sign_course") in found[NOT_ASKED] and short("nerve_sign_course") not in found[SKIPPED]
    assert short("places") not in {label for labels in found.values() for label in labels}
    assert NOT_REACHED not in found


def test_a_form_that_stopped_was_not_skipped(people: People) -> None:
    response = drafts.start(clinic=people.harbour, language="en").response
    values = {"warning_now": ["chest_pain"]}
    respond.save_page(response=response, page="warning_now", values=values, by=patient_actor(people.harbour))
    response.refresh_from_db()
    found = groups(response)
    assert short("pain_level") in found[NOT_REACHED] and SKIPPED not in found


def test_a_private_question_is_not_named_to_the_desk(people: People, send: SendAnswers) -> None:
    response = send().response
    private = {short(item.link_id) for item in protocol_store.questionnaire().items.values() if item.private}
    response.answers = {}
    named = {label for labels in groups(response, private=False).values() for label in labels}
    assert private and not private & named
    assert private & {label for labels in groups(response).values() for label in labels}


def test_the_case_and_the_review_show_it(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send(pain_level=None)
    for path in (f"/cases/{case.id}/", f"/cases/{case.id}/handout/"):
        page = " ".join(signed_in(people.casey).get(path).content.decode().split())
        said = page[page.index("<h3>Not answered</h3>") :]
        assert SKIPPED in said and short("pain_level") in said and NOT_ASKED in said, path


def test_answers_that_no_longer_fit_break_no_page(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    case = send()
    QuestionnaireResponse.objects.filter(pk=case.response_id).update(answers={"pain_level": "a lot"}, fingerprints={})
    assert signed_in(people.blair).get(f"/cases/{case.id}/").status_code == 200
