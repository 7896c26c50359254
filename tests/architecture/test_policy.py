"""Every URL has an access rule, and the rule holds for everyone who might call it."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from clinic.models import AuditEvent, Staff
from clinic.permissions import ANYONE, API_KEY, POLICY
from handouts.models import Handout, Revision
from intake.actions import invite
from intake.models import Invitation, TriageCase
from tests.answers import TODAY
from tests.conftest import SendAnswers
from tests.people import People

METHODS = ("get", "post", "put", "patch", "delete", "head", "options")


def url_names(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[str]:
    """Every name of the URLconf, with its namespace."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from url_names(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name}"


NAMES = sorted(url_names())


def address(name: str, case: TriageCase) -> str:
    """The address of a name, about `case` or its clinic where it needs an argument."""
    options = {
        "case_id": case.id,
        "staff_id": case.clinic.staff.first().id,
        "revision_id": revision_of(case).id,
        "intake_id": case.response_id,
        "response_id": case.response_id,
        "invitation_id": invitation_of(case).id,
        "group_id": "health",
        "slug": case.clinic.slug,
        "page_id": "warning_now",
        "uidb36": "1",
        "key": "x-y",
        "secret": "x",
    }
    needed = next(keys for _, keys in get_resolver_args(name))
    return reverse(name, kwargs={key: options[key] for key in needed})


def invitation_of(case: TriageCase) -> Invitation:
    """An invitation of the case's patient, made on first need."""
    by = Staff.objects.filter(clinic=case.clinic).first()
    assert by
    found = Invitation.objects.filter(patient=case.patient).first()
    return found or invite.invite(by=by, person={}, language="en", appointment_day=None, known=case.patient)


def revision_of(case: TriageCase) -> Revision:
    """An approved revision of the case, made on first need."""
    lead = Staff.objects.get(clinic=case.clinic, role="clinical_lead") if case.clinic.slug == "harbour" else None
    approver = lead or Staff.objects.filter(clinic=case.clinic).first()
    assert approver
    handout, _ = Handout.objects.get_or_create(case=case, clinic=case.clinic)
    found = handout.revisions.first()
    return found or Revision.objects.create(
        clinic=case.clinic, handout=handout, number=1, kind="plan", code=str(case.id)[:18], document={},
        document_sha256="0" * 64, approved_by=approver, approved_at=case.waiting_since, use_until=TODAY,
    )  # fmt: skip


def get_resolver_args(name: str) -> Iterator[tuple[str, list[str]]]:
    """(route, argument names) of a name."""
    resolver, short = get_resolver(), name
    if ":" in name:
        namespace, short = name.split(":")
        resolver = resolver.namespace_dict[namespace][1]
    for possibility, *_ in resolver.reverse_dict.getlist(short):
        yield possibility[0][0], possibility[0][1]


def test_every_url_has_a_row_and_every_row_a_url() -> None:
    assert set(NAMES) == set(POLICY)


def test_every_row_names_whose_object_it_is() -> None:
    assert all(row.who and row.on for row in POLICY.values())


STAFF_ONLY = [name for name in NAMES if ANYONE not in POLICY[name].who]
ABOUT_ONE = [name for name in STAFF_ONLY if any(keys for _, keys in get_resolver_args(name))]


@pytest.mark.django_db
@pytest.mark.parametrize("name", STAFF_ONLY)
def test_a_stranger_without_sign_in_gets_nothing(name: str, send: SendAnswers) -> None:
    url = address(name, send())
    for method in METHODS:
        status = getattr(Client(), method)(url).status_code
        assert status in (302, 401, 405), f"{method} {name} answered {status}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ABOUT_ONE)
def test_sam_of_another_clinic_gets_404(
    name: str, people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    case = send()
    own = send(clinic=people.northside)
    for role in sorted(POLICY[name].who - {API_KEY}):
        people.sam.role = role
        people.sam.save()
        foreign, unknown = address(name, case), address(name, own)
        for part in (own.id, own.response_id, people.sam.id, revision_of(own).id, invitation_of(own).id):
            unknown = unknown.replace(str(part), str(uuid.uuid4()))
        client = signed_in(people.sam)
        for method in METHODS:
            answers = [getattr(client, method)(url) for url in (foreign, unknown)]
            codes = {answer.status_code for answer in answers}
            assert codes <= {404, 405}, f"{method} {name} as {role} answered {codes}"
            assert len(codes) == 1, "foreign and unknown must answer alike"
    case.refresh_from_db()
    assert case.owner is None and case.status == "waiting"


@pytest.mark.django_db
@pytest.mark.parametrize("name", STAFF_ONLY)
def test_a_role_outside_the_row_is_refused(
    name: str, people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    url = address(name, send())
    for person in (people.blair, people.casey, people.drew, people.morgan):
        if person.role in POLICY[name].who:
            continue
        client = signed_in(person)
        for method in METHODS:
            assert getattr(client, method)(url).status_code == 403, f"{method} {name} as {person.role}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in NAMES if POLICY[name].viewed])
def test_every_view_is_audited(
    name: str, people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    url = address(name, send())
    viewer = next(p for p in (people.blair, people.casey, people.drew, people.morgan) if p.role in POLICY[name].who)
    assert signed_in(viewer).get(url).status_code == 200
    event = AuditEvent.objects.filter(clinic_id=people.harbour.id, action=POLICY[name].viewed).get()
    assert event.actor_id == viewer.id
