"""A clinic that is not a demo, what its people sign, and a protocol that has changed."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Clinic, Role, Staff
from intake import signables
from intake.actions import governance as actions
from intake.models import Signature
from intake.signables import LIBRARY, PROTOCOL
from tests.people import PASSWORD, make_clinic, make_staff

NEEDED = (PROTOCOL, "wording:en", LIBRARY)
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


def form(clinic: Clinic, subject: str = PROTOCOL, **given: str) -> dict[str, str]:
    """What the signing form posts."""
    found = signables.signable(subject)
    assert found
    today = clinic.today(timezone.now()).isoformat()
    return {"subject": subject, "digest": found.digest, "kind": "lead", "read": "on", "name": "Ona Byrne",
            "credential": "PT 20417", "signed_on": today, "password": PASSWORD} | given  # fmt: skip


def change_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of the packaged protocol reads otherwise from now on."""
    own = signables._own()
    parts = {**own[0].parts, "red_flags rules E01": json.dumps({"id": "E01", "urgency": "urgent"})}
    changed = replace(own[0], parts=parts, digest=signables.digest_of_parts(PROTOCOL, parts))
    monkeypatch.setattr(signables, "_own", lambda: (changed, *own[1:]))
