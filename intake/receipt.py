"""The receipt: what happens next, by when, and when to get help at once.

In: a sent response with its case, and now. Out: the context of the receipt page. Never a diagnosis, never "not urgent".
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from intake import mended, protocol_store
from intake.actions import got_worse
from intake.dates import clock, weekday
from intake.models import QuestionnaireResponse, TriageCase
from intake.models.case import Group
from intake.summary import answer_for
from intake.waiting import LIMITS

# Which list of signs goes with which region of the body map.
NETS = {
    **dict.fromkeys(("head", "jaw", "neck"), "neck_head"),
    **dict.fromkeys(("low_back", "buttock", "tailbone"), "spine"),
    **dict.fromkeys(("upper_back", "mid_back", "chest", "ribs", "belly", "flank"), "chest_mid_back"),
    **dict.fromkeys(
        ("shoulder", "upper_arm", "elbow", "forearm", "wrist_hand", "hip", "groin", "thigh", "knee", "shin", "calf",
         "lower_leg", "ankle_foot"),
        "limb",
    ),
}  # fmt: skip
MOST_SIGNS = 7
KINDS = {Group.EMERGENCY: "emergency", Group.URGENT: "urgent", Group.SOON: "soon", Group.ROUTINE: "routine"}


def receipt_of(response: QuestionnaireResponse, now: datetime) -> dict[str, Any]:
    """Context for intake/patient/receipt.html."""
    case = TriageCase.objects.select_related("decision").get(response=response)
    clinic = response.clinic
    kind = KINDS[Group(case.group)]
    worse = worse_words(response, now)
    said = reasons_of(case, is_worse=bool(worse))
    name, offer = suggested(response.language, case.disposition) if kind == "routine" else ("", ())
    return {
        "first_name": response.patient.first_name,
        "code": response.code,
        "opens_by_code": response.patient.birth_date is not None,
        "sent_at": response.sent_at,
        "worse": worse,
        "arrived": mended.arrived(response),
        "kind": kind,
        # A helper is never told that the reason is a private one.
        "crisis": bool(case.decision.record.get("private_only")) and response.answers.get("who_for") == "me",
        "call_today": clinic.is_open(now),
        "steps": [] if kind == "emergency" else next_steps(case, kind, now),
        "suggestion": name,
        "offer": [sentence for sentence in said if sentence in offer],
        "because": [sentence for sentence in said if sentence not in offer],
        "help_title": _("Get help now if"),
        "help_items": help_items(response),
        "same_day_phone": response.patient.phone,
    }


def suggested(language: str, disposition: str) -> tuple[str, tuple[str, ...]]:
    """The name of the pathway that a routine form was routed to, and what is said of it; "" for any other outcome."""
    wording = protocol_store.wording(language)
    pathway = wording.reasons["pathways"].get(disposition)
    return (pathway.name, (wording.disposition(disposition).patient, pathway.patient)) if pathway else ("", ())


def reasons_of(case: TriageCase, *, is_worse: bool) -> list[str]:
    """Why, in the language that the patient reads now. That it got worse stands first; where only that raised the case,
    the older reasons are those of another outcome and are left out."""
    said = said_in(case.response.language, case.decision.record.get("because", {}).get("patient", []))
    if not is_worse:
        return said
    return [_("You told us that it got worse."), *([] if got_worse.alone_raised(case) else said)]


def worse_words(response: QuestionnaireResponse, now: datetime) -> dict[str, Any]:
    """When the patient said that it got worse, and whether the new answers still wait to be sent; {} for never."""
    at, zone = got_worse.said_at(response), response.clinic.zone
    if at is None:
        return {}
    is_today = at.astimezone(zone).date() == now.astimezone(zone).date()
    waits = response.sent_at is not None and response.sent_at < at
    return {"at": at, "is_today": is_today, "waits": waits}


def next_steps(case: TriageCase, kind: str, now: datetime) -> list[dict[str, str]]:
    """Three steps with honest times, counted in the clinic's opening hours."""
    phone = case.response.patient.phone
    call = _("We call you on %(phone)s.") % {"phone": phone} if phone else _("We call you.")
    if kind == "urgent":
        return [
            {"when": call_by(case, now), "what": call},
            {"when": _("On the phone"), "what": _("We ask a few more questions and say where to go.")},
            {"when": _("Until then"), "what": _("Keep your phone near. If it gets worse, do not wait for us.")},
        ]
    read = _("Within 1 working day") if kind == "soon" else _("Within 2 working days")
    first = _("A clinician reads your answers.") if kind == "soon" else _("We read your answers.")
    return [
        {"when": read, "what": first},
        {"when": _("Then"), "what": _("We contact you about a time.") if not phone else call},
        {"when": _("At your visit"), "what": _("Your take-home plan is ready.")},
    ]


def call_by(case: TriageCase, now: datetime) -> str:
    """By when staff call a same-day patient: the desk's own limit while the clinic is open, else after the next
    opening; once the limit is over no new promise is made."""
    clinic, since = case.clinic, max(case.waiting_since, case.raised_at or case.waiting_since)
    begins = since if clinic.is_open(since) else clinic.next_opening(since) or since
    due = (begins + LIMITS[Group.URGENT]).astimezone(clinic.zone)
    if clinic.is_open(now) and now <= due:
        return _("Today before %(time)s") % {"time": clock(due)}
    if clinic.is_open(now):
        return _("As soon as we can. We are late.")
    opening = clinic.next_opening(now)
    if opening is None:
        return _("When we open")
    day = _("today") if opening.date() == clinic.today(now) else weekday(opening)
    return _("When we open, %(day)s at %(time)s") % {"day": day, "time": clock(opening)}


def said_in(language: str, sentences: Sequence[str]) -> list[str]:
    """The sentences of a decision in the language that the patient reads now; one of no wording stays as it is."""
    wanted = protocol_store.wording(language).patient_sentences()
    known = {
        sentence: name
        for each in protocol_store.languages()
        for name, sentence in protocol_store.wording(each).patient_sentences().items()
    }
    return [wanted.get(known.get(sentence, ""), sentence) for sentence in sentences]


def help_items(response: QuestionnaireResponse) -> list[str]:
    """The signs that mean "do not wait" for the places that hurt; the general ones where no place is known."""
    texts = protocol_store.wording(response.language).texts["texts"]
    places = answer_for(response.answers, "places")
    regions = protocol_store.body_map().regions(places if isinstance(places, list) else [])
    nets = dict.fromkeys(NETS.get(region, "default") for region in regions) or {"default": None}
    found = [texts[code] for net in nets for code in sorted(texts) if code.startswith(f"help_{net}_")]
    return list(dict.fromkeys(found))[:MOST_SIGNS]
