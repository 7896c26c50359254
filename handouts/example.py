"""The handout of an invented person. In: the packaged protocol and library. Out: a full HandoutDocument, for warming
the press, for measuring, and for showing what a sheet looks like."""

from datetime import date, time, timedelta

from clinic.opening_hours import default_hours
from handouts.catalog_store import catalog
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument
from handouts.composition.hours import hours_line
from handouts.composition.occasion import Appointment, Clinician, ClinicInfo, Occasion
from handouts.composition.profile import profile_of
from handouts.composition.selection import select
from intake.protocol_store import body_map, protocol
from intake.questionnaire.answers import parse_answers
from intake.questionnaire.facts import facts_of
from intake.routing.disposition import route

TODAY = date(2026, 11, 20)
ANSWERS = {
    "who_for": "me", "first_name": "Maria", "last_name": "Castel", "birth_date": "1984-06-14", "phone": "555-0142",
    "consent_use": ["consent_care"], "warning_now": ["none"], "warning_nerves": ["none"], "warning_general": ["none"],
    "places": ["upper_back_r"], "spread": ["none"], "duration_days": {"number": 3, "unit": "weeks"}, "course": "same",
    "past_episodes": "once_or_twice", "pain_level": 5, "limits": "mild", "heart_signs": ["none"],
    "pattern": ["tender_spot"], "triggers": ["trigger_desk", "trigger_lifting"], "effects": ["none"],
    "hard_activity": "driving", "tried": ["none"], "health_ever": ["none"], "health_now": ["none"],
    "private_matters": ["none"], "home": ["has_ball", "has_warm_pack", "can_floor"], "minutes_a_day": "fifteen",
    "preference": "massage", "print_size": "standard", "info_needs": ["none"],
}  # fmt: skip
HOURS = default_hours()
CASEY = Clinician("Casey Moreau", "physiotherapist")


def example_clinic(language: str = "en") -> ClinicInfo:
    """An invented clinic in Canada, its hours in that language."""
    hours = hours_line(HOURS, catalog().locale_of(language))
    return ClinicInfo("Harbour Pain & Movement", "555-0100", hours, "CA", "911", "811")


def example_occasion(language: str = "en") -> Occasion:
    """An approved first version with an appointment."""
    return Occasion(
        clinic=example_clinic(language),
        first_name="Maria",
        short_name="Maria C.",
        record="MT4821",
        today=TODAY,
        use_until=TODAY + timedelta(days=28),
        flare_date=TODAY + timedelta(days=14),
        code="7KQ2-M9XA-4TRW-P3ZC",
        link="https://unknot.example/p/7KQ2M9XA4TRWP3ZC",
        site="https://unknot.example/p",
        prepared_by=CASEY,
        approved_by=CASEY,
        appointment=Appointment(TODAY + timedelta(days=6), time(14, 30)),
        note="Start with the wall, not the floor.",
    )


def example_document(language: str = "en") -> HandoutDocument:
    """Three activities for an upper back, on two pages."""
    rules, library = protocol(), catalog()
    answers = parse_answers(rules.questionnaire, ANSWERS, TODAY)
    disposition = route(rules, answers, today=TODAY, language=language)
    profile = profile_of(library.vocabulary, facts_of(rules.questionnaire, answers, TODAY), answers)
    selection = select(library, profile, disposition, language)
    return compose(library, body_map(), selection, answers, example_occasion(language))
