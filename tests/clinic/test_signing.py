"""Clinical governance: what a lead signs, how, and what undoes it."""

import json

import pytest
from django.db import DatabaseError, transaction

from clinic.models import AuditEvent
from handouts import signing
from intake import governance, protocol_store, signables
from intake.actions import governance as actions
from intake.actions.acts import Refused
from intake.models import Signature, SignedContent
from intake.signables import LIBRARY, PROTOCOL, Signable
from tests.people import PASSWORD, People, make_clinic
from tests.quay import NEEDED, Quay, SignedIn, change_protocol, form

pytestmark = pytest.mark.django_db


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
