"""The people of the tests, all invented: Alex the patient; Blair, Casey, Drew and Morgan of one clinic; Sam of
another."""

from dataclasses import dataclass
from typing import Any

from clinic.models import Clinic, Role, Staff

PASSWORD = "loosen-the-knot-7"


@dataclass
class People:
    """Everyone, with their two clinics."""

    harbour: Clinic
    northside: Clinic
    blair: Staff
    casey: Staff
    drew: Staff
    morgan: Staff
    sam: Staff


def make_clinic(slug: str, **given: Any) -> Clinic:
    """A clinic that is open around the clock, so that no test depends on the hour it runs at."""
    hours = {day: [["00:00", "23:59"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    values: dict[str, Any] = {
        "name": slug.title(),
        "phone": "555-0100",
        "country": "CA",
        "hours": hours,
        "is_demo": True,
    }
    return Clinic.objects.create(slug=slug, **values | given)


def make_staff(clinic: Clinic, name: str, role: Role) -> Staff:
    """One person with the tests' password."""
    email = f"{name.split()[0].lower()}@{clinic.slug}.example"
    return Staff.objects.create_staff(clinic=clinic, email=email, name=name, role=role, password=PASSWORD)


def make_people() -> People:
    """Both clinics and everyone in them."""
    harbour, northside = make_clinic("harbour"), make_clinic("northside", country="US")
    return People(
        harbour=harbour,
        northside=northside,
        blair=make_staff(harbour, "Blair Osei", Role.FRONT_DESK),
        casey=make_staff(harbour, "Casey Lindqvist", Role.CLINICIAN),
        drew=make_staff(harbour, "Drew Halloran", Role.CLINICAL_LEAD),
        morgan=make_staff(harbour, "Morgan Adeyemi", Role.MANAGER),
        sam=make_staff(northside, "Sam Whitaker", Role.FRONT_DESK),
    )
