"""Demo data: two invented clinics with staff and patients, sent through the same actions as real forms.

In: intake/data/demo.yaml and an empty database. Out: rows, and the lines that tell a newcomer how to sign in.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from clinic.actor import patient_actor
from clinic.languages import names
from clinic.models import Clinic, Installation, Staff
from intake import protocol_store
from intake.actions import respond
from intake.models import QuestionnaireResponse
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.items import ItemType

FILE = Path(__file__).parent / "data" / "demo.yaml"
PASSWORD = "knots-come-loose"  # noqa: S105  for invented people in a demo database only


def data() -> dict[str, Any]:
    """The demo file."""
    return dict(yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader))


@transaction.atomic
def seed() -> None:
    """Fill an empty database and mark it as a demo."""
    now = timezone.now()
    demo = data()
    Installation.objects.create(id=1, demo=True)
    for row in demo["clinics"]:
        spoken = [tag for tag in names() if tag in protocol_store.languages()]
        clinic = Clinic.objects.create(is_demo=True, languages=spoken, **{key: row[key] for key in
                                       ("slug", "name", "phone", "country", "time_zone")})  # fmt: skip
        for person in row["staff"]:
            staff = Staff.objects.create_staff(
                clinic=clinic, email=person["email"], name=person["name"], role=person["role"], password=PASSWORD
            )
            staff.credential = person.get("credential", "")
            staff.save(update_fields=["credential"])
        for person in row["people"]:
            sent = now - timedelta(minutes=person["minutes_ago"])
            send(clinic, filled(demo["usual"] | person["answers"], clinic, sent), sent)


def send(clinic: Clinic, answers: Mapping[str, Any], at: datetime) -> QuestionnaireResponse:
    """Send one invented person's answers as a patient's browser would have at `at`."""
    response, _made = respond.send_whole(
        clinic=clinic, answers=answers, language="en", key=f"demo-{uuid.uuid4()}", by=patient_actor(clinic), now=at
    )
    return response


def filled(answers: Mapping[str, Any], clinic: Clinic, at: datetime) -> dict[str, Any]:
    """The answers, with "none of these" for every other tick page that they open."""
    questionnaire, found = protocol_store.questionnaire(), dict(answers)
    for _ in range(len(questionnaire.pages)):
        known = parse_answers(questionnaire, found, clinic.today(at))
        missing = [questionnaire.items[link_id] for link_id in sorted(known.skipped)]
        empty = {i.link_id: ["none"] for i in missing if i.type is ItemType.TICKS and "none" in i.exclusive}
        if not empty:
            break
        found |= empty
    return found


def lines() -> list[str]:
    """What `./run` prints about a demo database: sign-ins and the patient's link."""
    demo = data()
    rows = [f"  {person['email']:<24} {person['role'].replace('_', ' ')}, {row['name']}"
            for row in demo["clinics"] for person in row["staff"]]  # fmt: skip
    return [
        "Demo data: invented people only. Do not put real patients here.",
        f"Patient's form: {settings.PUBLIC_URL}/i/{demo['clinics'][0]['slug']}/",
        f"Staff sign-in:  {settings.PUBLIC_URL}/account/sign-in/   password for all: {PASSWORD}",
        *rows,
    ]
