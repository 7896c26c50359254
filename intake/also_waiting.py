"""A person who has more than one open case: each case says which others wait. Nothing is merged, nothing lowered.

In: a clinic's open cases. Out: links by case. The same person: one patient row, or one name and birth date.
"""

import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from clinic.models import Patient
from intake.group_words import SHAPES, WORDS
from intake.models import TriageCase

Mark = uuid.UUID | tuple[str, date]


@dataclass(frozen=True, slots=True)
class AlsoWaiting:
    """Another open case of the same person: its code, when it came in, how urgent it stands, its page."""

    code: str
    came: str
    word: str
    shape: str
    url: str


def links(cases: Iterable[TriageCase], now: datetime) -> dict[uuid.UUID, tuple[AlsoWaiting, ...]]:
    """For each of these open cases the others of the same person, in the order given."""
    cases = list(cases)
    by_mark: dict[Mark, list[TriageCase]] = {}
    for case in cases:
        for mark in _marks(case.patient):
            by_mark.setdefault(mark, []).append(case)
    return {case.id: tuple(_links(case, by_mark, now)) for case in cases}


def links_of(case: TriageCase, now: datetime) -> tuple[AlsoWaiting, ...]:
    """The open cases of the same person but for this one, most urgent first."""
    patient, rows = case.patient, TriageCase.objects.for_clinic(case.clinic).waiting().exclude(pk=case.pk)
    alike = Q(patient=patient)
    if patient.birth_date:
        alike |= Q(patient__birth_date=patient.birth_date)
    others = rows.filter(alike).select_related("patient", "response", "clinic")
    return links([case, *others], now)[case.id]


def _links(case: TriageCase, by_mark: Mapping[Mark, list[TriageCase]], now: datetime) -> Iterator[AlsoWaiting]:
    others = {other.id: other for mark in _marks(case.patient) for other in by_mark[mark] if other.id != case.id}
    return (_link(other, now) for other in others.values())


def _marks(patient: Patient) -> Iterator[Mark]:
    """What tells that two rows are one person; a name alone, or a birth date alone, does not."""
    yield patient.id
    name = _bare(f"{patient.first_name} {patient.last_name}")
    if name and patient.last_name.strip() and patient.birth_date:
        yield name, patient.birth_date


def _bare(name: str) -> str:
    """A name in small letters, without accents and extra blanks: what one person may type in two ways."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())


def _link(case: TriageCase, now: datetime) -> AlsoWaiting:
    at = (case.response.sent_at or case.response.started_at).astimezone(case.clinic.zone)
    came = f"{at:%H:%M}" if at.date() == case.clinic.today(now) else f"{at:%-d %b, %H:%M}"
    url = reverse("intake:case", args=[case.id])
    return AlsoWaiting(case.response.code, came, WORDS[case.group], SHAPES[case.group], url)
