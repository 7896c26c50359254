"""Clinical governance: what a lead signs, what opens and closes with it, and what says "sample" until then."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.api_keys import make_key
from clinic.models import AuditEvent, Clinic, Role, Staff
from handouts import changes, signing
from intake import governance, protocol_store, signables
from intake.actions import decide_anew, drafts, respond
from intake.actions import governance as actions
from intake.actions.acts import Refused
from intake.models import QuestionnaireResponse, Signature, SignedContent, TriageCase
from intake.models.governance import SignatureKind
from intake.signables import LIBRARY, PROTOCOL, Signable
from intake.views.patient_page import COOKIE
from tests.answers import complete
from tests.conftest import SendAnswers
from tests.people import PASSWORD, People, make_clinic, make_staff

pytestmark = pytest.mark.django_db
NEEDED = (PROTOCOL, "wording:en", LIBRARY)
SAMPLE = "No clinician has checked them yet"
SAMPLE_SHEET = "not yet checked by a health professional"
SignedIn = Callable[[Staff], Client]


class Quay:
    """A clinic that is not a demo, with its lead Ona, a clinician Per and a manager Io."""

    def __init__(self) -> None:
        self.clinic: Clinic = make_clinic("quay", is_demo=False)
        self.ona = make_staff(self.clinic, "Ona Byrne", Role.CLINICAL_LEAD)
        self.per = make_staff(self.clinic, "Per Solberg", Role.CLINICIAN)
        self.io = make_staff(self.clinic, "Io Castellan", Role.MANAGER)

    def sign(self, subject: str, by: Staff | None = None, kind: str = "lead") -> Signature:
        found = signables.signable(subject)
        assert found
        return actions.sign(
            by=by or self.ona, subject=subject, digest=found.digest, kind=kind, name="Ona Byrne", credential="PT 20417"
        )

    def sign_all(self) -> None:
        for subject in NEEDED:
            self.sign(subject)


@pytest.fixture
def quay(db: None) -> Quay:
    return Quay()


def form(clinic: Clinic, subject: str = PROTOCOL, **given: str) -> dict[str, str]:
    """What the signing form posts."""
    found = signables.signable(subject)
    assert found
    today = clinic.today(timezone.now()).isoformat()
    return {"subject": subject, "digest": found.digest, "kind": "lead", "read": "on", "name": "Ona Byrne",
            "credential": "PT 20417", "signed_on": today, "password": PASSWORD} | given  # fmt: skip


def answer(client: Client, slug: str = "quay", page: str = "who_for", **values: Any) -> Any:
    return client.post(f"/i/{slug}/p/{page}/", values | {"form_version": protocol_store.questionnaire().version})


def begun(client: Client) -> Client:
    assert client.post("/i/quay/", {"language": "en"}).status_code == 302
    answer(client, who_for="me")
    return client


def change_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of the packaged protocol reads otherwise from now on."""
    own = signables._own()
    parts = {**own[0].parts, "red_flags rules E01": json.dumps({"id": "E01", "urgency": "urgent"})}
    changed = replace(own[0], parts=parts, digest=signables.digest_of_parts(PROTOCOL, parts))
    monkeypatch.setattr(signables, "_own", lambda: (changed, *own[1:]))


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack whose only translation is fr-CA."""
    protocol, own = protocol_store.protocol(), [one for one in signables._own() if not one.is_translation]
    words = {"en": protocol.wording("en"), "fr-CA": replace(protocol.wording("en"), language="fr-CA")}
    monkeypatch.setattr(protocol_store, "protocol", lambda: replace(protocol, wordings=words))
    more = Signable("wording:fr-CA", "1", "f" * 64, {"pages you": '"Qui êtes-vous ?"'}, ())
    monkeypatch.setattr(signables, "_own", lambda: (*own, more))


# ------------------------------------------------------------------ what there is to sign


def test_protocol_wording_and_library_can_be_signed_and_each_part_is_named() -> None:
    found = {one.subject: one for one in signables.signables()}
    assert set(NEEDED) <= set(found)
    assert "red_flags rules E01" in found[PROTOCOL].parts and "questionnaire pages warning_now" in found[PROTOCOL].parts
    assert not any("wording" in name for name in found[PROTOCOL].parts), "a new translation does not reopen the rules"
    assert any(name.endswith("en.md") for name in found[LIBRARY].parts)
    assert len({one.digest for one in found.values()}) == len(found)


def test_a_wording_holds_the_words_of_the_pages_too() -> None:
    pages = {one.subject: json.loads(one.parts[signables.PAGE_WORDS]) for one in signables.signables() if one.language}
    assert "Start now" in pages["wording:en"]
    for subject, words in pages.items():
        assert set(words) == set(pages["wording:en"]), subject
        assert all(words.values())


def test_whoever_signs_a_translation_signs_the_sheets_words_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"texts/es.yaml": '"hola"', "activities/roll/es.md": '"uno"', "activities/roll/en.md": '"one"'}
    monkeypatch.setattr(signing, "library", lambda: Signable(LIBRARY, "1", "a" * 64, files, ()))
    assert set(signing.words("es")) == {"library/texts/es.yaml", "library/activities/roll/es.md"}
    assert signing.words in signables._words


def test_the_page_counts_what_nobody_has_verified(people: People, signed_in: SignedIn) -> None:
    page = signed_in(people.drew).get("/governance/").content.decode()
    for one in signables.signables():
        assert one.digest[:12] in page and one.version in page
        assert all(str(count) in page for count in one.counts)
    unread = sum(not source.read for source in protocol_store.protocol().sources.values())
    assert f"{unread} of {len(protocol_store.protocol().sources)} sources" in page


def test_all_of_it_can_be_read_before_signing(people: People, signed_in: SignedIn) -> None:
    page = signed_in(people.casey).get("/governance/content/?of=protocol").content.decode()
    assert "red_flags rules E01" in page and "urgency: emergency" in page
    assert protocol_store.wording("en").rule("E02").clinician in page
    assert signed_in(people.casey).get("/governance/content/?of=moon").status_code == 404


@pytest.mark.parametrize(("who", "may_view"), [("blair", False), ("casey", True), ("drew", True), ("morgan", True)])
def test_rules_are_in_the_navigation_of_those_who_may_view_them(
    people: People, signed_in: SignedIn, who: str, may_view: bool
) -> None:
    client = signed_in(getattr(people, who))
    assert ('href="/governance/"' in client.get("/board/").content.decode()) is may_view
    assert client.get("/governance/").status_code == (200 if may_view else 403)


def test_only_the_lead_is_offered_to_sign(quay: Quay, signed_in: SignedIn) -> None:
    for person, offered in ((quay.ona, True), (quay.per, False), (quay.io, False)):
        page = signed_in(person).get("/governance/content/?of=protocol").content.decode()
        assert ("Sign as the clinical lead" in page) is offered


# ------------------------------------------------------------------ signing


def test_the_lead_signs_with_name_credential_date_and_password(quay: Quay, signed_in: SignedIn) -> None:
    assert signed_in(quay.ona).post("/governance/sign/", form(quay.clinic)).status_code == 302
    row = Signature.objects.get()
    found = signables.signable(PROTOCOL)
    assert found and (row.subject, row.version, row.digest) == (PROTOCOL, found.version, found.digest)
    assert (row.name, row.credential, row.by, row.withdrawn) == ("Ona Byrne", "PT 20417", quay.ona, False)
    assert row.content.parts == dict(found.parts), "the very text that was signed is kept"
    assert AuditEvent.objects.filter(action="governance.signed", object_id=row.id, actor_id=quay.ona.id).exists()
    assert "Ona Byrne, PT 20417" in signed_in(quay.ona).get("/governance/").content.decode()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "  "}, "This field is required"),
        ({"credential": ""}, "This field is required"),
        ({"signed_on": "2020-01-01"}, "Type today&#x27;s date"),
        ({"signed_on": "yesterday"}, "Enter a valid date"),
        ({"read": ""}, "Tick this when you have read it"),
        ({"password": "not-my-password"}, "not the password of your sign-in"),
        ({"password": ""}, "This field is required"),
        ({"name": "x" * 81}, "at most 80"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_signed(
    quay: Quay, signed_in: SignedIn, given: dict[str, str], says: str
) -> None:
    page = signed_in(quay.ona).post("/governance/sign/", form(quay.clinic, **given))
    assert page.status_code == 422 and says in page.content.decode()
    assert not Signature.objects.exists()


def test_a_password_cannot_be_guessed_on_the_signing_page(quay: Quay, signed_in: SignedIn) -> None:
    client = signed_in(quay.ona)
    for _ in range(5):
        client.post("/governance/sign/", form(quay.clinic, password="a-guess-of-many"))
    page = client.post("/governance/sign/", form(quay.clinic))
    assert page.status_code == 422 and "Too many wrong passwords" in page.content.decode()
    assert not Signature.objects.exists()


def test_what_changed_under_the_reader_is_not_signed(quay: Quay, signed_in: SignedIn) -> None:
    page = signed_in(quay.ona).post("/governance/sign/", form(quay.clinic, digest="0" * 64), follow=True)
    assert "has changed since you opened it" in page.content.decode()
    with pytest.raises(Refused, match="changed since"):
        actions.sign(by=quay.ona, subject=PROTOCOL, digest="0" * 64, kind="lead", name="Ona", credential="PT")
    assert not Signature.objects.exists()


@pytest.mark.parametrize("who", ["per", "io"])
def test_nobody_else_signs_for_the_clinic(quay: Quay, who: str) -> None:
    with pytest.raises(Refused, match="Only the clinical lead"):
        quay.sign(PROTOCOL, by=getattr(quay, who))


def test_unknown_things_cannot_be_signed(quay: Quay, signed_in: SignedIn) -> None:
    client = signed_in(quay.ona)
    assert client.post("/governance/sign/", {"subject": "moon"}).status_code == 404
    assert client.post("/governance/withdraw/", {}).status_code == 404
    assert client.post("/governance/sign/", form(quay.clinic, kind="owner")).status_code == 422


def test_signatures_are_append_only_in_the_database(quay: Quay) -> None:
    row = quay.sign(PROTOCOL)
    actions.suspend(by=quay.ona, reason="A rule looks wrong.")
    for change in (
        lambda: Signature.objects.filter(pk=row.pk).update(name="Somebody"),
        lambda: Signature.objects.filter(pk=row.pk).delete(),
        lambda: SignedContent.objects.filter(pk=row.digest).update(parts={}),
        lambda: quay.clinic and governance.Suspension.objects.filter(clinic=quay.clinic).update(suspended=False),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    row.refresh_from_db()
    assert row.name == "Ona Byrne"


def test_a_withdrawal_needs_a_reason_and_is_a_new_row(quay: Quay, signed_in: SignedIn) -> None:
    quay.sign_all()
    client, given = signed_in(quay.ona), {"subject": PROTOCOL, "reason": " ", "password": PASSWORD}
    assert client.post("/governance/withdraw/", given).status_code == 422
    assert client.post("/governance/withdraw/", given | {"reason": "E05 misses a case."}).status_code == 302
    assert [row.withdrawn for row in Signature.objects.filter(subject=PROTOCOL).order_by("at")] == [False, True]
    assert AuditEvent.objects.filter(action="governance.withdrawn", actor_id=quay.ona.id).count() == 1
    assert governance.unsigned(quay.clinic) == (PROTOCOL,)
    assert "E05 misses a case." in client.get("/governance/").content.decode()
    with pytest.raises(Refused, match="Nobody has signed"):
        actions.withdraw(by=quay.ona, subject=PROTOCOL, reason="Again.")


def test_a_withdrawal_asks_for_the_password(quay: Quay, signed_in: SignedIn) -> None:
    quay.sign_all()
    given = {"subject": PROTOCOL, "reason": "E05 misses a case.", "password": "not-mine"}
    assert signed_in(quay.ona).post("/governance/withdraw/", given).status_code == 422
    assert governance.is_open(quay.clinic)


def test_a_changed_digest_opens_it_again_and_the_page_shows_what_changed(
    quay: Quay, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    quay.sign_all()
    assert governance.is_open(quay.clinic)
    change_protocol(monkeypatch)
    assert governance.unsigned(quay.clinic) == (PROTOCOL,)
    overview = signed_in(quay.ona).get("/governance/").content.decode()
    assert "Signed before it changed" in overview and "1 changed" in overview
    page = signed_in(quay.ona).get("/governance/content/?of=protocol").content.decode()
    assert "red_flags rules E01" in page and "-urgency: emergency" in page and "+urgency: urgent" in page
    quay.sign(PROTOCOL)
    assert governance.is_open(quay.clinic)


def test_what_was_signed_before_counts_no_longer_after_going_back(quay: Quay, monkeypatch: pytest.MonkeyPatch) -> None:
    quay.sign_all()
    with monkeypatch.context() as patched:
        change_protocol(patched)
        quay.sign(PROTOCOL)
    assert governance.unsigned(quay.clinic) == (PROTOCOL,), "the newest signature is on other content"


def test_one_clinics_signature_opens_no_other(quay: Quay) -> None:
    other = make_clinic("other", is_demo=False)
    quay.sign_all()
    assert governance.is_open(quay.clinic) and not governance.is_open(other)


# ------------------------------------------------------------------ the form stays closed until then


@pytest.mark.parametrize("missing", NEEDED)
def test_the_form_opens_only_when_all_three_are_signed(quay: Quay, missing: str) -> None:
    for subject in NEEDED:
        if subject != missing:
            quay.sign(subject)
    assert not governance.is_open(quay.clinic)
    quay.sign(missing)
    assert governance.is_open(quay.clinic)


def test_until_then_the_start_page_says_kindly_to_call(quay: Quay) -> None:
    page = Client().get("/i/quay/")
    text = page.content.decode()
    assert page.status_code == 200 and "Our online form is not open yet" in text
    assert "555-0100" in text and "911" in text and "Start now" not in text
    assert Client().post("/i/quay/", {"language": "en"}).status_code == 409
    assert not QuestionnaireResponse.objects.exists()
    with pytest.raises(governance.NotOpen):
        drafts.start(clinic=quay.clinic, language="en")


def test_a_draft_begun_earlier_stays_safe(quay: Quay) -> None:
    quay.sign_all()
    client = begun(Client())
    actions.withdraw(by=quay.ona, subject=LIBRARY, reason="A dose is wrong.")
    draft = drafts.draft_by_secret(quay.clinic, client.cookies[COOKIE].value)
    assert draft
    refused = answer(client, who_for="my_child")
    assert refused.status_code == 409 and "What you have filled in is safe" in refused.content.decode()
    assert client.get("/i/quay/p/who_for/").status_code == 200
    with pytest.raises(governance.NotOpen):
        respond.save_page(response=draft, page="who_for", values={"who_for": "me"}, by=patient_actor(quay.clinic))
    draft.refresh_from_db()
    assert draft.answers["who_for"] == "me" and draft.save_number == 1
    quay.sign(LIBRARY)
    assert answer(client, who_for="my_child").status_code == 302


def test_a_finished_draft_is_not_sent_while_closed(quay: Quay) -> None:
    quay.sign_all()
    client = begun(Client())
    draft = drafts.draft_by_secret(quay.clinic, client.cookies[COOKIE].value)
    assert draft
    draft.answers = complete()
    draft.save()
    actions.withdraw(by=quay.ona, subject=LIBRARY, reason="A dose is wrong.")
    assert client.post("/i/quay/check/", {"key": "one-key-only"}).status_code == 409
    assert not TriageCase.objects.exists()
    quay.sign(LIBRARY)
    assert client.post("/i/quay/check/", {"key": "one-key-only"}).status_code == 302
    assert TriageCase.objects.count() == 1


def test_what_was_sent_can_still_be_read_and_said_to_be_worse(quay: Quay) -> None:
    quay.sign_all()
    client = begun(Client())
    draft = drafts.draft_by_secret(quay.clinic, client.cookies[COOKIE].value)
    assert draft
    draft.answers = complete()
    draft.save()
    client.post("/i/quay/check/", {"key": "one-key-only"})
    actions.withdraw(by=quay.ona, subject=LIBRARY, reason="A dose is wrong.")
    assert client.get("/i/quay/sent/").status_code == 200
    client.post("/i/quay/worse/")
    assert TriageCase.objects.get().group == "soon"


def test_the_api_answers_409_with_a_clear_error(quay: Quay) -> None:
    key = make_key(quay.clinic, "booking system")[1]

    def post(idempotency: str) -> Any:
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": idempotency}
        return Client().post(
            "/api/v1/intakes/", json.dumps({"answers": complete()}), content_type="application/json", headers=headers
        )

    closed = post("the-first-intake")
    assert closed.status_code == 409 and closed.json()["error"] == "not_open"
    assert "not open yet" in closed.json()["detail"] and not QuestionnaireResponse.objects.exists()
    quay.sign_all()
    assert post("the-first-intake").status_code == 201
    actions.withdraw(by=quay.ona, subject=PROTOCOL, reason="E05 misses a case.")
    assert post("the-first-intake").status_code == 200, "what was accepted once stays accepted"
    assert post("another-intake").status_code == 409


def test_a_demo_clinic_is_always_open(people: People) -> None:
    assert not Signature.objects.exists() and governance.is_open(people.harbour)


# ------------------------------------------------------------------ "sample" until signed


def test_a_demo_clinic_always_says_sample(people: People, send: SendAnswers, signed_in: SignedIn) -> None:
    for subject in NEEDED:
        found = signables.signable(subject)
        assert found
        actions.sign(by=people.drew, subject=subject, digest=found.digest, kind="lead", name="Drew", credential="DC")
    case = send()
    assert governance.is_sample(people.harbour) and case.decision.record["sample"] is True
    assert SAMPLE in Client().get("/i/harbour/").content.decode()
    assert "Sample rules" in signed_in(people.drew).get(f"/cases/{case.id}/").content.decode()
    assert "Sample rules" in signed_in(people.drew).get(f"/cases/{case.id}/handout/").content.decode()
    assert SAMPLE_SHEET in signed_in(people.drew).get(f"/cases/{case.id}/handout/preview/").content.decode()


def test_a_real_clinic_says_sample_until_everything_is_signed(
    quay: Quay, send: SendAnswers, signed_in: SignedIn
) -> None:
    assert SAMPLE in Client().get("/i/quay/").content.decode()
    quay.sign_all()
    case = send(clinic=quay.clinic)
    pages = [
        Client().get("/i/quay/"),
        signed_in(quay.ona).get(f"/cases/{case.id}/"),
        signed_in(quay.ona).get(f"/cases/{case.id}/handout/"),
    ]
    assert all(page.status_code == 200 for page in pages)
    assert not any(SAMPLE in page.content.decode() or "Sample rules" in page.content.decode() for page in pages)
    key = make_key(quay.clinic, "booking system")[1]
    url, headers = f"/api/v1/intakes/{case.response_id}/decision/", {"Authorization": f"Bearer {key}"}
    assert Client().get(url, headers=headers).json()["sample"] is False
    preview = f"/cases/{case.id}/handout/preview/"
    assert SAMPLE_SHEET not in signed_in(quay.ona).get(preview).content.decode()
    actions.withdraw(by=quay.ona, subject="wording:en", reason="A sentence is wrong.")
    assert SAMPLE_SHEET in signed_in(quay.ona).get(preview).content.decode()
    assert "Sample rules" in signed_in(quay.ona).get(f"/cases/{case.id}/").content.decode()


# ------------------------------------------------------------------ translations


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


# ------------------------------------------------------------------ manage.py check_signatures


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


# ------------------------------------------------------------------ what was decided stays with what was signed


def test_an_override_keeps_what_the_record_said(people: People, send: SendAnswers) -> None:
    case = decide_anew.raise_urgency(case_id=send().id, by=people.blair, group="urgent")
    assert case.decision.record["sample"] is True


# ------------------------------------------------------------------ what changed, in words


def test_a_change_is_told_in_words_old_beside_new() -> None:
    name, rule = "red_flags rules E01", json.loads(parts_of(PROTOCOL)["red_flags rules E01"])
    told = changes.change_of(PROTOCOL, name, json.dumps(rule | {"urgency": "urgent"}), json.dumps(rule))
    (gives,) = told.aspects
    assert (told.what, told.title, gives.label) == ("Changed", "Red flag E01", "Gives")
    assert [(one.line.text, one.differs) for one in (*gives.before, *gives.now)] == [
        ("Urgent today", True),
        ("Emergency", True),
    ]
    assert "+urgency: emergency" in told.lines and "-urgency: urgent" in told.lines


def test_of_a_long_list_only_what_differs_is_told() -> None:
    flag = json.loads(parts_of(PROTOCOL)["phrases flags T02"])
    more = flag | {"phrases": flag["phrases"] | {"en": [*flag["phrases"]["en"], "ticker pain"]}}
    (phrases,) = changes.change_of(PROTOCOL, "phrases flags T02", json.dumps(flag), json.dumps(more)).aspects
    assert phrases.label == "Phrases, English"
    assert [one.line.text for one in phrases.now if one.differs] == ["ticker pain"]
    assert not any(one.differs for one in phrases.before)


def test_what_came_and_what_went_is_told_whole() -> None:
    rule = parts_of(PROTOCOL)["red_flags rules E01"]
    came = changes.change_of(PROTOCOL, "red_flags rules E01", None, rule)
    gone = changes.change_of(PROTOCOL, "red_flags rules E01", rule, None)
    assert (came.what, gone.what) == ("Added", "Taken away")
    assert came.rows == gone.rows and came.rows[0].label == "Gives" and not came.aspects


def test_a_change_that_has_no_words_is_told_key_by_key() -> None:
    rule = json.loads(parts_of(PROTOCOL)["red_flags rules E01"])
    told = changes.change_of(PROTOCOL, "red_flags rules E01", json.dumps(rule), json.dumps(rule | {"colour": "red"}))
    assert [(aspect.label, aspect.now[0].line.text) for aspect in told.aspects] == [("Colour", "red")]


@pytest.mark.parametrize("subject", [PROTOCOL, LIBRARY, "wording:en", "wording:es"])
def test_every_part_has_a_title_and_words(subject: str) -> None:
    for name, text in parts_of(subject).items():
        assert changes.title_of(subject, name, text) and changes.rows_of(subject, name, text), name


def test_a_file_of_the_library_is_named_by_its_activity() -> None:
    name = "activities/bridge/en.md"
    text = parts_of(LIBRARY)[name]
    told = changes.change_of(LIBRARY, name, text, text.replace("Lower slowly.", "Lower at once."))
    assert told.title == "Activity “Lift your hips”, words: English"
    assert [one.line.text for one in told.aspects[0].now if one.differs] == ["4. Lower at once."]


def parts_of(subject: str) -> dict[str, str]:
    found = signables.signable(subject)
    assert found
    return dict(found.parts)
