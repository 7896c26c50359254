"""Setting up without demo data: the first clinic and manager, API keys, and when demo data may be made."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from clinic.models import ApiKey, AuditEvent, Clinic, Installation, Staff
from clinic.people import end_sessions
from tests.people import People

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Quay Street Clinic", "slug": "quay", "phone": "555-0190", "country": "IE",
         "time_zone": "Europe/Dublin",
         "manager_name": "Ona Byrne", "manager_email": "Ona@quay.example", "password_stdin": True}  # fmt: skip


def create(monkeypatch: pytest.MonkeyPatch, password: str = "a-long-quiet-evening", **given: Any) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("create_clinic", **(GIVEN | given), stdout=out)
    return out.getvalue()


def test_the_first_clinic_and_its_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/i/quay/" in create(monkeypatch)
    manager = Staff.objects.get(email="ona@quay.example")
    assert manager.role == "manager" and manager.check_password("a-long-quiet-evening")
    assert not manager.clinic.is_demo and not Installation.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"password": "short"}, "12 characters"),
        ({"time_zone": "Mars/Base"}, "time zone"),
        ({"slug": "no spaces"}, "slug"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        create(monkeypatch, **given)
    assert not Clinic.objects.exists() and not Staff.objects.exists()


def test_a_key_is_shown_once_works_and_can_be_ended(people: People) -> None:
    out = io.StringIO()
    call_command("create_api_key", "harbour", stdout=out)
    key = out.getvalue().splitlines()[0]
    headers = {"Authorization": f"Bearer {key}"}
    assert Client().get("/api/v1/cases/", headers=headers).status_code == 200
    row = ApiKey.objects.get()
    assert key not in (row.key_hash, row.name)
    call_command("create_api_key", "harbour", revoke=row.id, stdout=io.StringIO())
    assert Client().get("/api/v1/cases/", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("environment", "seeded"),
    [
        ({}, False),
        ({"UNKNOT_DATABASE_IS_OURS": "1"}, True),
        ({"UNKNOT_DATABASE_IS_OURS": "1", "DATABASE_URL": "postgres://x"}, False),
        ({"UNKNOT_DEMO": "1", "DATABASE_URL": "postgres://x"}, True),
    ],
)
def test_demo_data_only_where_it_can_do_no_harm(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], seeded: bool
) -> None:
    for name in ("UNKNOT_DATABASE_IS_OURS", "UNKNOT_DEMO", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    call_command("seed_demo", stdout=io.StringIO())
    assert Installation.objects.filter(demo=True).exists() is seeded


def test_demo_data_never_joins_a_real_clinic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_DEMO", "1")
    create(monkeypatch)
    call_command("seed_demo", stdout=io.StringIO())
    assert Clinic.objects.count() == 1


def test_disabling_a_person_ends_their_sessions(people: People) -> None:
    client = Client()
    client.force_login(people.blair, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/board/").status_code == 200
    manager = Client()
    manager.force_login(people.morgan, backend="allauth.account.auth_backends.AuthenticationBackend")
    manager.post(f"/staff/{people.blair.id}/disable/")
    assert client.get("/board/").status_code == 302
    assert AuditEvent.objects.filter(action="staff.disabled", object_id=people.blair.id).exists()
    end_sessions(people.blair)


def test_a_manager_cannot_lock_the_clinic_out(people: People) -> None:
    manager = Client()
    manager.force_login(people.morgan, backend="allauth.account.auth_backends.AuthenticationBackend")
    manager.post(f"/staff/{people.morgan.id}/disable/")
    assert Staff.objects.get(pk=people.morgan.pk).is_active


def test_the_settings_page_shows_every_field_of_its_form(people: People, signed_in: Callable[[Staff], Client]) -> None:
    page = signed_in(people.morgan).get("/clinic/")
    for field in page.context["form"]:
        assert f'name="{field.html_name}"' in page.content.decode(), field.html_name
