"""The receipt: what happens next, by when, and when to get help at once.

In: a sent response with its case, and now. Out: the context of the receipt page. Never a diagnosis, never "not urgent".
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from clinic.models import Clinic
from intake import mended, needs, protocol_store, taken_back
from intake.actions import drafts, got_worse
from intake.dates import clock, opening_words, weekday
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
NUMB = "numb_or_tingling"
TAKEN_BACK = "taken_back"
KINDS = {Group.EMERGENCY: "emergency", Group.URGENT: "urgent", Group.SOON: "soon", Group.ROUTINE: "routine"}


def receipt_of(response: QuestionnaireResponse, now: datetime) -> dict[str, Any]:
    """Context for intake/patient/receipt.html."""
    case = TriageCase.objects.select_related("decision").get(response=response)
    clinic = response.clinic
    kind = kind_of(case, now)
    worse = worse_words(response, now)
    said = reasons_of(case, kind, is_worse=bool(worse))
    name, offer = suggested(response.language, case.disposition) if kind == "routine" else ("", ())
    is_own = response.answers.get("who_for") == "me"
    taken = taken_words(case, now)
    opening = clinic.next_opening(now)
    return {
        "first_name": response.patient.first_name if is_own else "",  # a helper reads it, who gave another name
        "code": response.code,
        "opens_by_code": response.patient.birth_date is not None,
        "opens_until": max(drafts.open_until(response), (response.sent_at or response.started_at) + drafts.LIFE),
        "sent_at": response.sent_at,
        "worse": worse,
        "shut": shut_now(clinic, now) if worse else {},
        "arrived": mended.arrived(response),
        "kind": kind,
        # A helper is never told that the reason is a private one.
        "crisis": bool(case.decision.record.get("private_only")) and is_own,
        "taken": taken,
        "taken_alone": is_own and kind == TAKEN_BACK and not taken["rows"],
        "call_today": clinic.is_open(now),
        "opens_at": opening_words(opening, now) if opening else "",
        "elsewhere": kind == "urgent" and is_shut_for_today(clinic, now),
        "steps": [] if kind == "emergency" else next_steps(case, kind, now),
        "suggestion": name,
        "wished": wished(case, kind),
        "texts": needs.texts(response.answers),
        "offer": [sentence for sentence in said if sentence in offer],
        "because": [sentence for sentence in said if sentence not in offer],
        "help_title": _("Get help now if you have"),
        "help_items": help_items(response),
        "told_numb": NUMB in (response.answers.get("spread") or ()),
        "same_day_phone": response.patient.phone,
    }


def kind_of(case: TriageCase, now: datetime) -> str:
    """Which receipt it is. An emergency that stands by an answer taken back alone has no order to get help: the person
    has said that it is not so. The case on the board stays an emergency, and the clinic calls."""
    is_back = taken_back.alone_urgent(case) and case.decision.disposition == case.group == Group.EMERGENCY
    return TAKEN_BACK if is_back and taken_back.is_mended(case.response, now) else KINDS[Group(case.group)]


def is_shut_for_today(clinic: Clinic, now: datetime) -> bool:
    """Whether nobody of the clinic can see anyone today any more: closed, with no opening left on this day."""
    opening = clinic.next_opening(now)
    return not clinic.is_open(now) and (opening is None or opening.date() != clinic.today(now))


def shut_now(clinic: Clinic, now: datetime) -> dict[str, str]:
    """When the clinic opens again, in words, for pages of someone who gets worse while it is shut; {} while open."""
    opening = clinic.next_opening(now)
    return {} if clinic.is_open(now) else {"opens_at": opening_words(opening, now) if opening else ""}


def taken_words(case: TriageCase, now: datetime) -> dict[str, Any]:
    """What was told first and taken back since, where that alone makes the form as urgent as it is; {} where not."""
    if not taken_back.alone_urgent(case):
        return {}
    response = case.response
    return {"rows": taken_back.signs(response, response.clinic.today(now), response.language)}


def wished(case: TriageCase, kind: str) -> str:
    """What the person asked for, in their own form's words, where something else is suggested; "" where not."""
    wish, protocol = case.response.answers.get("preference"), protocol_store.protocol()
    pathway = protocol.decision.preference.pathways.get(str(wish))
    if kind not in ("routine", "soon") or pathway is None or str(pathway) == case.disposition:
        return ""
    return protocol_store.wording(case.response.language).option("preference", str(wish))


def suggested(language: str, disposition: str) -> tuple[str, tuple[str, ...]]:
    """The name of the pathway that a routine form was routed to, and what is said of it; "" for any other outcome."""
    wording = protocol_store.wording(language)
    pathway = wording.reasons["pathways"].get(disposition)
    return (pathway.name, (wording.disposition(disposition).patient, pathway.patient)) if pathway else ("", ())


def reasons_of(case: TriageCase, kind: str, *, is_worse: bool) -> list[str]:
    """Why, in the language that the patient reads now. That it got worse stands first; where only that raised the case,
    the older reasons are those of another outcome and are left out. After a sign was taken back: what else stands."""
    if kind == TAKEN_BACK:
        wording = protocol_store.wording(case.response.language)
        known = {**wording.reasons["rules"], **wording.reasons["engine"]}
        said = [known[code].patient for code in taken_back.still_stand(case) if code in known]
    else:
        said = said_in(case.response.language, case.decision.record.get("because", {}).get("patient", []))
    if kind == "urgent":  # the card above says it, with the clinic's hours in mind
        said = [sentence for sentence in said if sentence != _urgent_words(case)]
    if not is_worse:
        return said
    return [_("You told us that it got worse."), *([] if got_worse.alone_raised(case) else said)]


def _urgent_words(case: TriageCase) -> str:
    return protocol_store.wording(case.response.language).disposition("urgent").patient


def worse_words(response: QuestionnaireResponse, now: datetime) -> dict[str, Any]:
    """When the patient said that it got worse, whether the new answers still wait to be sent, whether any sign was told
    since (each is read for danger as it is saved), and whether any is left to ask; {} for never."""
    at, zone = got_worse.said_at(response), response.clinic.zone
    if at is None:
        return {}
    is_today = at.astimezone(zone).date() == now.astimezone(zone).date()
    waits = response.sent_at is not None and response.sent_at < at
    told, left = got_worse.told_signs(response), got_worse.unasked_signs(response, response.clinic.today(now))
    return {"at": at, "is_today": is_today, "waits": waits, "told": told, "left": bool(left)}


def next_steps(case: TriageCase, kind: str, now: datetime) -> list[dict[str, str]]:
    """Three steps with honest times, counted in the clinic's opening hours."""
    phone = case.response.patient.phone.replace(" ", "\u00a0")  # a number stands on one line
    by_text = needs.texts(case.response.answers) == needs.TEXT
    call = _("We call you on %(phone)s.") % {"phone": phone} if phone else _("We call you.")
    call += f" {_('We may also text you.')}" if phone and needs.may_text(case.response.answers) else ""
    text = _("We text you on %(phone)s.") % {"phone": phone}
    if kind in ("urgent", TAKEN_BACK):
        ask = _("We ask a few more questions and say where to go.")
        ask = ask if kind == "urgent" else _("We ask about the answer you changed, and say what to do.")
        first = f"{text} {_('No answer? Then we call.')}" if by_text and phone else call
        if kind == "urgent" and is_shut_for_today(case.clinic, now):
            return [
                {"when": _("Today"), "what": _("Be seen somewhere else. Do not wait for our call.")},
                {"when": call_by(case, now), "what": first},
                {"when": _("On the phone"), "what": _("We ask how you are and what you were told.")},
            ]
        return [
            {"when": call_by(case, now), "what": first},
            {"when": _("On the phone"), "what": ask},
            {"when": _("Until then"), "what": _("Keep your phone near. If it gets worse, do not wait for us.")},
        ]
    read = _("Within 1 working day") if kind == "soon" else _("Within 2 working days")
    first = _("A clinician reads your answers.") if kind == "soon" else _("We read your answers.")
    return [
        {"when": read, "what": first},
        {"when": _("Then"), "what": _("We contact you about a time.") if not phone else text if by_text else call},
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
