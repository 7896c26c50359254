"""All that the page of one case shows: the path so far, the answers, the history, and what may be decided.

In: a case, who looks, and when. Out: the template's context.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from clinic.emergency_numbers import numbers_for
from clinic.languages import code_of
from clinic.models import Staff
from intake import (
    agreement,
    also_waiting,
    came_in,
    cards,
    governance,
    protocol_store,
    reaching,
    spoke_against,
    summary,
    told_before,
    unanswered,
    who_helps,
)
from intake.actions import decide_anew, got_worse, triage
from intake.body_picture import body_picture, sides_words
from intake.case_history import contacts_of, earlier_answers, history_of, path_of, wrong_number
from intake.case_reasons import because_of
from intake.group_words import SHAPES, WORDS
from intake.models import CaseEvent, TriageCase
from intake.models.case import GROUP_ORDER, CaseStatus, Group
from intake.models.decision import DecisionReason

RAISE_TO = (Group.SOON, Group.URGENT, Group.EMERGENCY)


def context_of(case: TriageCase, staff: Staff, now: datetime) -> dict[str, Any]:
    """Context for intake/frontdesk/case.html."""
    today, answers = case.clinic.today(now), case.response.answers
    events = list(CaseEvent.objects.filter(case=case).select_related("by", "case__response").order_by("at", "id"))
    suspended = governance.suspension(case.clinic) is not None
    others = also_waiting.links_of(case, now)
    holds_tablet = bool(reaching.holding_tablets([case], now))
    before = told_before.lines([case])[case.id]
    return {
        "card": cards.card_of(
            case, staff, now, suspended=suspended, also=others, holds_tablet=holds_tablet, told_before=before
        ),
        "is_open": case.status == CaseStatus.WAITING,
        "tell_code": reaching.at_hand(case, now) == "phone",
        "came_in": came_in.came_in(case.response),
        "steps": path_of(case, events),
        "summary": summary.summary_sentence(case.response, today, got_worse.pain_beside(case.response)),
        "picture": body_picture(summary.answer_for(answers, "places"), case.response.outline),
        "picture_words": sides_words(summary.answer_for(answers, "places")),
        "unusual": [*summary.untold(case.response), *summary.unusual(answers, private=staff.is_clinical)],
        "all_answers": summary.all_answers(answers, private=staff.is_clinical),
        "unanswered": unanswered.unanswered(case.response, today, private=staff.is_clinical),
        "own_words": summary.own_words(answers),
        "agreed": agreement.agreed_to(case.response),
        "confirmed": agreement.confirmed(case.response),
        "earlier_answers": earlier_answers(case, private=staff.is_clinical),
        "because": because_of(case, staff, worse=got_worse.said_at(case.response), before=before),
        "unflagged": spoke_against.unflagged(case),
        "history": history_of(case, events),
        "decide": decide_of(case, staff) | {"waits_for_clinician": suspended and not staff.is_clinical},
        "contact": {
            "url": reverse("intake:contact", args=[case.id]),
            "phone_url": reverse("intake:phone", args=[case.id]),
            "is_wrong": wrong_number(case, events),
            "outcomes": [{"code": code, "label": label} for code, label in triage.OUTCOMES.items()],
            "helper": who_helps.in_full(answers),
            "helper_first": who_helps.first_name(answers),
            "stays": case.group in (Group.EMERGENCY, Group.URGENT),
            **contacts_of(case, events),
        },
        "note": {"url": reverse("intake:note", args=[case.id]), "text": case.desk_note},
        "do_now": _do_now(case),
        "born": case.patient.birth_date,
        "numbers": numbers_for(case.clinic.country, case.response.language),
        "slip_language": code_of(case.response.language),
        "sample": governance.is_sample(case.clinic),
        "audit_url": reverse("intake:case_audit", args=[case.id]) if staff.role in ("clinical_lead", "manager") else "",
    }


def _do_now(case: TriageCase) -> dict[str, Any] | None:
    """What an emergency or urgent case asks of whoever opens it, before anything else; None where nothing burns."""
    if case.status != CaseStatus.WAITING or case.group not in (Group.EMERGENCY, Group.URGENT):
        return None
    return {
        "emergency": case.group == Group.EMERGENCY,
        "numbers": numbers_for(case.clinic.country),
        "private": _only_private(case),
    }


def _only_private(case: TriageCase) -> bool:
    """Whether nothing that may be named makes the case as urgent as it is: then what is said to a caller names less."""
    findings = case.decision.record.get("because", {}).get("clinician", {}).get("findings", [])
    leading = [row["private"] for row in findings if row["urgency"] == case.group]
    return bool(leading) and all(leading)


def decide_of(case: TriageCase, staff: Staff) -> dict[str, Any]:
    """What the right-hand column offers this person; the actions check again."""
    wording = protocol_store.wording("en")
    name = wording.disposition(case.disposition).name
    blocked = decide_anew.blocked_pathways(case)
    return {
        "may_act": case.status == CaseStatus.WAITING and staff.role != "manager",
        "rings": case.group in (Group.EMERGENCY, Group.URGENT),
        "may_raise": staff.role != "manager",
        "may_change": staff.is_clinical,
        "clinician_first": triage.needs_clinician(case) and not staff.is_clinical,
        "suggestion": name,
        "accept_label": f"Accept: {name}",
        "accept_url": reverse("intake:accept", args=[case.id]),
        "raise_url": reverse("intake:raise", args=[case.id]),
        "raise": [
            {"code": code.value, "word": WORDS[code], "shape": SHAPES[code]}
            for code in RAISE_TO
            if GROUP_ORDER[code] < case.rank
        ],
        "override_url": reverse("intake:override", args=[case.id]),
        "override": {
            "dispositions": [
                {
                    "code": code,
                    "label": wording.disposition(code).name,
                    "blocked_by": blocked.get(code, ""),
                    "lowers": decide_anew.lowers(case, code),
                }
                for code in decide_anew.DISPOSITIONS
                if code != case.disposition
            ],
            "reasons": [{"code": code, "label": label} for code, label in DecisionReason.choices],
            "may_lower": staff.is_clinical,
            "errors": {},
            "values": {},
        },
    }
