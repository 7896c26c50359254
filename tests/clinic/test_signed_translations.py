"""Clinical governance: a translation takes a second speaker; what is not signed is told at the console."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from intake import governance
from intake.actions.acts import Refused
from intake.models.governance import SignatureKind
from intake.signables import LIBRARY, PROTOCOL
from tests.people import People
from tests.quay import NEEDED, Quay, SignedIn, change_protocol, form

pytestmark = pytest.mark.django_db


def test_a_translation_is_offered_only_after_a_second_speaker_has_signed(quay: Quay, french: None) -> None:
    quay.clinic.languages = ["en", "fr-CA"]
    quay.clinic.save()
    quay.sign_all()
    assert governance.languages(quay.clinic) == ("en",)
    quay.sign("wording:fr-CA")
    assert governance.languages(quay.clinic) == ("en",), "the lead alone is not enough"
    with pytest.raises(Refused, match="A second person"):
        quay.sign("wording:fr-CA", kind="second_speaker")
    quay.sign("wording:fr-CA", by=quay.per, kind="second_speaker")
    assert governance.languages(quay.clinic) == ("en", "fr-CA")
    page = Client().get("/i/quay/?lang=fr-CA").content.decode()
    assert 'lang="fr-CA"' in page or 'lang="fr-ca"' in page


def test_one_person_is_not_two(quay: Quay, french: None) -> None:
    quay.sign("wording:fr-CA", kind="second_speaker")
    quay.sign("wording:fr-CA")
    found = governance.standing(quay.clinic, "wording:fr-CA")
    assert found and found.lead_signed and not found.second_signed and not found.is_signed


def test_only_a_translation_has_a_second_speaker(quay: Quay) -> None:
    with pytest.raises(Refused, match="Only a translation"):
        quay.sign("wording:en", by=quay.per, kind=SignatureKind.SECOND_SPEAKER)


def test_the_second_speaker_signs_on_the_page_and_is_named_there(quay: Quay, french: None, signed_in: SignedIn) -> None:
    quay.sign("wording:fr-CA")
    client = signed_in(quay.per)
    page = client.get("/governance/content/?of=wording:fr-CA").content.decode()
    assert "Sign as the second speaker" in page and "I speak both languages" in page
    given = form(quay.clinic, "wording:fr-CA", kind="second_speaker", name="Per Solberg", credential="PT 30111")
    assert client.post("/governance/sign/", given).status_code == 302
    assert "Per Solberg, PT 30111" in client.get("/governance/").content.decode()


def test_a_form_in_another_language_needs_that_wording_and_not_the_english_one(quay: Quay, french: None) -> None:
    quay.clinic.languages = ["fr-CA", "en"]
    quay.clinic.save()
    assert governance.needed(quay.clinic) == (PROTOCOL, "wording:fr-CA", LIBRARY)
    for subject in (PROTOCOL, LIBRARY, "wording:fr-CA"):
        quay.sign(subject)
    assert not governance.is_open(quay.clinic)
    quay.sign("wording:fr-CA", by=quay.per, kind="second_speaker")
    assert governance.is_open(quay.clinic) and governance.languages(quay.clinic) == ("fr-CA",)


def test_a_demo_offers_what_it_chose(people: People, french: None) -> None:
    assert governance.languages(people.harbour) == ("en",)
    people.harbour.languages = ["en", "fr-CA"]
    assert governance.languages(people.harbour) == ("en", "fr-CA")


def check(**options: Any) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("check_signatures", stdout=out, **options)
    except CommandError as error:
        return out.getvalue(), error.returncode
    return out.getvalue(), 0


def test_the_table_says_what_is_signed_and_fails_while_something_is_not(
    quay: Quay, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, code = check()
    assert code == 1 and table.count("NOT SIGNED") == len(NEEDED)
    quay.sign_all()
    table, code = check()
    assert code == 0 and "NOT SIGNED" not in table and table.count("Ona Byrne, PT 20417") == len(NEEDED)
    change_protocol(monkeypatch)
    table, code = check(clinic="quay")
    assert code == 1 and table.count("CHANGED") == 1


def test_a_language_that_is_not_offered_is_not_in_use(quay: Quay, french: None) -> None:
    quay.sign_all()
    table, code = check()
    assert code == 0 and "not offered" in table


def test_a_demo_uses_what_nobody_signed(people: People) -> None:
    table, code = check(clinic="harbour")
    assert code == 1 and "harbour (demo)" in table and "northside" not in table
    assert check(clinic="nowhere")[1] == 2
