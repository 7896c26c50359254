"""The lines of a row of the board: why the case stands where it stands, what is ruled out, what to know before calling.

In: a case with its decision. Out: words for staff; "" where there is nothing to say.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from clinic.languages import names
from clinic.models import Staff
from intake import needs as patient_needs
from intake import not_on_paper, person_decided, protocol_store, who_helps
from intake.actions import decide_anew, got_worse
from intake.agreement import consent_flag
from intake.models import TriageCase
from intake.models.case import Group
from intake.summary import GOT_WORSE, why_line
from intake.waiting import duration_words

FORM_IN = {"fr-CA": "French", "es": "Spanish"}
ONLINE = "online_booking"
CAME_IN = {"kiosk": "Tablet", "phone": "By phone", "paper": "From paper"}


def needs(case: TriageCase) -> tuple[str, ...]:
    """Flags for the desk: not sent yet, a person must look, another language than the staff's, who helps, needs;
    wishes where nothing is urgent."""
    flags = []
    if not case.response.is_sent:
        flags.append("Not sent yet")
    if case.human_review and case.group != Group.EMERGENCY:
        flags += ["Person must check", *(["Answers do not fit"] if _answers_clash(case) else [])]
    if case.response.source in CAME_IN:
        flags.append(CAME_IN[case.response.source])
    flags.extend(pregnancy(case.response.answers))
    if case.response.language != "en":
        flags.append(f"Form in {FORM_IN.get(case.response.language) or _own_name(case.response.language)}")
    consent = consent_flag(case.response, case.clinic.today(timezone.now()))
    helper = who_helps.in_short(case.response.answers)
    calm = case.group not in (Group.EMERGENCY, Group.URGENT)
    needed = patient_needs.flags(case.response.answers, wishes=calm)
    return (*flags, *([helper] if helper else []), *consent, *not_on_paper.flags(case.response), *needed)


def _own_name(language: str) -> str:
    return names().get(language, language)


def _answers_clash(case: TriageCase) -> bool:
    """Whether the rules found two answers that do not fit each other: whoever calls asks which is right."""
    clashing = {rule.id for rule in protocol_store.protocol().decision.review_rules if rule.clash}
    return not clashing.isdisjoint(_rule_ids(case))


def pregnancy(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Pregnant, or lately so: whoever takes the case must know before anything is booked."""
    if "pregnant_or_birth" not in (answers.get("health_now") or ()):
        return ()
    words = {"pregnant": "Pregnant", "may_be": "May be pregnant", "gave_birth": "Gave birth"}
    return (words.get(str(answers.get("pregnancy")), "May be pregnant"),)


def blocks_line(case: TriageCase) -> str:
    """What the rules ruled out for this patient, in short words; "" for nothing, and beside an urgency: there is no
    treatment to limit, and what to do must stand alone."""
    if case.disposition not in decide_anew.PATHWAYS:
        return ""
    return blocked_words(case.decision.record.get("blocks", []))


def blocked_words(codes: Iterable[str]) -> str:
    """What is ruled out; that nobody books by themselves comes last, with what to do instead."""
    wording = protocol_store.wording("en")
    words = {code: wording.technique(code) for code in sorted(codes, key=lambda code: code == ONLINE)}
    return ", ".join(f"{said} (staff book the visit)" if code == ONLINE else said for code, said in words.items())


def limits_words(case: TriageCase) -> str:
    """ ", with limits" beside a hands-on pathway for which some technique is ruled out."""
    hands_on = case.disposition in ("massage", "chiropractic")
    return ", with limits" if hands_on and case.decision.record.get("blocks") else ""


def why_words(case: TriageCase, desk: str, *, worse: bool, told_sign: bool = False) -> str:
    """Why in one line, by what the patient said and the rules found. After a person has decided it is the rules' own
    line alone: where the case stands now says nothing about the signs they saw."""
    if case.decision.author_id:
        return "; ".join([*([GOT_WORSE] if worse else []), desk])
    return why_line(case.disposition, case.response.answers, desk, worse=worse, told_sign=told_sign)


def person_why(case: TriageCase, now: datetime, *, worse: bool) -> str:
    """Who decided, when and why, where that is why the case stands where it stands."""
    return "" if worse and got_worse.alone_raised(case) else person_decided.on_the_board(case, now)


def first_why(case: TriageCase, desk: str, *, worse: bool) -> str:
    """The one reason that the case stands where it stands."""
    if worse and got_worse.alone_raised(case):
        return GOT_WORSE
    return person_decided.in_short(case, why_words(case, desk, worse=False).partition(";")[0])


def says_worse(case: TriageCase) -> bool:
    """Whether the patient has said that it got worse; a case of the board brings the answer with it."""
    known: bool | None = getattr(case, "says_worse", None)
    return got_worse.said_at(case.response) is not None if known is None else known


def rule_line(case: TriageCase, viewer: Staff) -> str:
    """Whether an emergency has been told to go; for clinicians which rules put the case here, by number. Where a person
    put it here, they are named with the reason."""
    told = _told(case) if case.group == Group.EMERGENCY else ""
    ids = [] if case.decision.author_id or not viewer.is_clinical else _rule_ids(case)
    if not ids:
        return told
    line = f"{'Rule' if len(ids) == 1 else 'Rules'} {', '.join(ids[:3])}"
    return f"{line}. {told}" if told else line


def _rule_ids(case: TriageCase) -> list[str]:
    rules = case.decision.record.get("rules", [])
    return [str(rule["id"]) if isinstance(rule, dict) else str(rule) for rule in rules]


def _told(case: TriageCase) -> str:
    """Who has told the patient to go, as far as the form knows: its own page, or a person who types for them."""
    if case.response.highest_urgency != Group.EMERGENCY:
        return "Not told on screen: call, say go now"
    by_hand = {
        "phone": "By phone: say go now",
        "paper": "From paper: call them, say go now",
    }
    if case.response.source == "kiosk":
        return "Typed by staff: say go now" if _was_typed(case) else "Told on the tablet: turn to staff"
    return by_hand.get(case.response.source, "Told on screen: go now")


def _was_typed(case: TriageCase) -> bool:
    """Whether staff typed the page that made it an emergency, so that no tablet showed what to do."""
    first = case.events.filter(detail__disposition="emergency").order_by("at").first()
    return first is not None and first.by_id is not None


def first_came(case: TriageCase, now: datetime) -> str:
    """Since when the desk could have known of a case whose clock started anew as it became more urgent; "" for others.
    A case of the board brings the answer with it."""
    if case.raised_at is None or case.group not in (Group.EMERGENCY, Group.URGENT):
        return ""
    first: datetime | None = getattr(case, "first_came", None) or case.events.earliest("at").at
    before = first is not None and case.waiting_since - first >= timedelta(minutes=1)
    return f"First came {duration_words(now - first)} ago" if first and before else ""
