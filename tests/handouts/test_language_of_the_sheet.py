"""The sheet follows the patient's language as far as the library speaks it, and is never empty for want of a
language."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from clinic.languages import names
from clinic.models import Clinic, Staff
from handouts import drafting
from handouts.actions import approval, editing
from handouts.catalog_store import catalog
from intake.actions import triage
from tests.answers import TODAY
from tests.conftest import SendAnswers
from tests.people import People

pytestmark = pytest.mark.django_db


def test_a_clinician_chooses_the_language_and_reads_it_in_their_own(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    Clinic.objects.filter(pk=people.casey.clinic_id).update(languages=["en", "fr-CA"])
    case = send()
    triage.accept(case_id=case.id, by=people.casey)
    casey = signed_in(people.casey)
    review, edit = (reverse(f"handouts:{name}", args=[case.id]) for name in ("review", "edit"))
    usual = casey.get(review)
    titles = [choice["title"] for choice in usual.context["choices"]]
    assert not any(choice["own"] for choice in usual.context["choices"]) and "not translated" not in str(usual.content)
    how = {"op": "write", "note": "Go slowly.", "print_size": "standard", "paper": "letter"}
    refused = casey.post(edit, how | {"language": "xx"})
    assert refused.status_code == 422 and "Choose a language from the list" in refused.content.decode()
    casey.post(edit, how | {"language": "fr-CA"})
    page = casey.get(review)
    assert [choice["own"] for choice in page.context["choices"]] == titles
    assert all(choice["title"] not in titles for choice in page.context["choices"])
    assert f"The sheet is in {names()['fr-CA']}: the note is not translated." in page.content.decode()
    assert '<html lang="fr-CA"' in casey.get(reverse("handouts:preview", args=[case.id])).content.decode()
    casey.post(edit, how | {"note": "Slowly."})  # a page without the choice leaves it
    case.refresh_from_db()
    assert approval.approve(case=case, by=people.casey, draft_number=2).document["language"] == "fr-CA"
    summary = casey.get(reverse("handouts:visit_summary", args=[case.id])).content.decode()
    assert all(f"({title})" in summary for title in titles)


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
