"""Where a clinic stands: what is signed, whether its form may open, in which languages, whether rules are suspended.

In: a clinic. Out: answers read from its signatures. What is not surely signed counts as not signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from clinic.models import Clinic
from intake import protocol_store
from intake.models import Signature, Suspension
from intake.models.governance import SignatureKind
from intake.routing.protocol import STAFF_LANGUAGE
from intake.signables import LIBRARY, PROTOCOL, Signable, signables, wording_subject

Newest = Mapping[tuple[str, str], Signature]


class NotOpen(Exception):
    """The clinic's form is not open yet: what it runs on has not been signed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One subject at one clinic: the newest signature of each kind, None where there is none or it was withdrawn.

    `needed` says that the clinic's form cannot open without it."""

    signable: Signable
    lead: Signature | None
    second: Signature | None
    needed: bool

    @property
    def is_signed(self) -> bool:
        """Whether everyone who must has signed exactly this content."""
        return self.lead_signed and (self.second_signed or not self.signable.is_translation)

    @property
    def lead_signed(self) -> bool:
        """Whether the lead's signature is on exactly this content."""
        return self.lead is not None and self.lead.digest == self.signable.digest

    @property
    def second_signed(self) -> bool:
        """Whether a second speaker, who is not the lead that signed, has signed exactly this content."""
        second, lead = self.second, self.lead
        own = second is not None and lead is not None and second.by_id == lead.by_id
        return second is not None and second.digest == self.signable.digest and not own

    @property
    def changed(self) -> bool:
        """Whether it was signed once and has changed since."""
        return any(one is not None and one.digest != self.signable.digest for one in (self.lead, self.second))


def standings(clinic: Clinic) -> tuple[Standing, ...]:
    """Where each subject stands at this clinic."""
    newest = _newest(clinic)
    return tuple(_standing(one, newest, one.subject in needed(clinic)) for one in signables())


def standing(clinic: Clinic, subject: str) -> Standing | None:
    """Where one subject stands, or None for a subject that does not exist."""
    return next((one for one in standings(clinic) if one.signable.subject == subject), None)


def needed(clinic: Clinic) -> tuple[str, ...]:
    """The subjects without which the form of a clinic that is not a demo stays closed."""
    return (PROTOCOL, wording_subject(default_language(clinic)), LIBRARY)


def default_language(clinic: Clinic) -> str:
    """The language in which the clinic's form opens: the first it chose that has wording."""
    return next(iter(_chosen(clinic)), STAFF_LANGUAGE)


def is_open(clinic: Clinic) -> bool:
    """Whether patients may fill in the form. A demo clinic's always is: it says on every page that it is a sample."""
    return clinic.is_demo or not unsigned(clinic)


def unsigned(clinic: Clinic) -> tuple[str, ...]:
    """The needed subjects that are not signed as they now are."""
    signed = {one.signable.subject for one in standings(clinic) if one.is_signed}
    return tuple(subject for subject in needed(clinic) if subject not in signed)


def require_open(clinic: Clinic) -> None:
    """Raise NotOpen while the form is not open."""
    if not is_open(clinic):
        raise NotOpen


def is_sample(clinic: Clinic) -> bool:
    """Whether pages and decisions must say that no clinician has checked this: always for a demo clinic."""
    return clinic.is_demo or bool(unsigned(clinic))


def languages(clinic: Clinic) -> tuple[str, ...]:
    """The languages the clinic may offer, of those it chose: all of them for a demo; else those whose wording is
    signed, a translation by a second speaker too."""
    chosen = _chosen(clinic)
    if clinic.is_demo:
        return chosen
    signed = {one.signable.subject for one in standings(clinic) if one.is_signed}
    return tuple(language for language in chosen if wording_subject(language) in signed)


def _chosen(clinic: Clinic) -> tuple[str, ...]:
    """The languages the clinic has chosen that have wording, in its order."""
    return tuple(language for language in clinic.languages if language in protocol_store.languages())


def suspension(clinic: Clinic) -> Suspension | None:
    """The suspension in force, or None."""
    newest = Suspension.objects.filter(clinic=clinic).select_related("by").order_by("-at").first()
    return newest if newest is not None and newest.suspended else None


def suspension_line(clinic: Clinic) -> dict[str, Any] | None:
    """Who suspended the rules, when and why, for the fixed line on staff pages; None while the rules decide."""
    found = suspension(clinic)
    if found is None:
        return None
    return {"by": found.by.name, "at": found.at.astimezone(clinic.zone), "reason": found.reason}


def switched_at(clinic: Clinic) -> datetime | None:
    """When the rules were last suspended or resumed."""
    newest: datetime | None = Suspension.objects.filter(clinic=clinic).aggregate(at=Max("at"))["at"]
    return newest


def _newest(clinic: Clinic) -> Newest:
    """The newest row of each subject and kind, withdrawals included; one query."""
    rows = Signature.objects.filter(clinic=clinic).select_related("by").order_by("at")
    return {(row.subject, row.kind): row for row in rows}


def _standing(one: Signable, newest: Newest, is_needed: bool) -> Standing:
    lead, second = (_in_force(newest.get((one.subject, kind))) for kind in SignatureKind.values)
    return Standing(one, lead, second if one.is_translation else None, is_needed)


def _in_force(row: Signature | None) -> Signature | None:
    return None if row is None or row.withdrawn else row
