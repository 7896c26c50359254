"""The sheet follows the patient's language as far as the library speaks it, and is never empty for want of a
language."""

import pytest

from handouts import drafting
from handouts.actions import approval, editing
from handouts.catalog_store import catalog
from intake.actions import triage
from tests.answers import TODAY
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_a_patient_of_any_language_gets_activities(people: People, send: SendAnswers, language: str) -> None:
    case = send()
    case.response.language = language
    case.response.save()
    triage.accept(case_id=case.id, by=people.blair)
    case.refresh_from_db()
    selection = drafting.machine_selection(case, TODAY)
    assert selection.choices
    assert selection.language == (language if language in catalog().texts else "en")
    handout = editing.draft(case=case, by=people.casey)
    assert approval.approve(case=case, by=people.casey, draft_number=handout.draft_number).document["language"]
