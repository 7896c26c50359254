"""Why the rules decided so, for the page of one case, from the stored record. Private rules keep their words.

In: a case and who looks. Out: rows with what to ask aloud, and what would have led elsewhere. The front desk reads the
desk's words, clinicians theirs with each rule's number, which is what one quotes to the clinical lead.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from clinic.models import Staff
from intake import ask_aloud, last_told, person_decided, protocol_store, summary
from intake.card_lines import blocked_words
from intake.models import RoutingDecision, TriageCase
from intake.models.case import Group
from intake.questionnaire.wording import Wording
from intake.routing.protocol import ENGINE_CODES
from intake.taken_back import EARLIER

FIRST = {Group.EMERGENCY: ("octagon",), Group.URGENT: ("octagon", "triangle")}
LATER = "urgent_not_ruled_out"  # its "call within 1 day" is not for a case that is more urgent
URGENCY_ICONS = {"emergency": "octagon", "urgent": "triangle", "gp_review": "diamond"}


def because_of(case: TriageCase, staff: Staff, *, worse: datetime | None = None, before: str = "") -> dict[str, Any]:
    """Why the rules decided so, from the stored record; before that, that the patient said it got `worse`;
    beside an answer that was changed, what it had told `before`. Private rules keep their words from all but
    clinicians."""
    clinician: Mapping[str, Any] = case.decision.record.get("because", {}).get("clinician", {})
    wording = protocol_store.wording("en")
    hidden = _private_ids(clinician, staff)
    rows = [
        *([_worse_row(case, worse)] if worse else []),
        *(_untold_row(row) for row in last_told.rows(case.response)),
        *(_rule_row(rule, staff) for rule in clinician.get("fired", [])),
        *(_finding_row(row, staff, case, before) for row in _other_findings(clinician)),
        *(_block_row(block, staff) for block in clinician.get("blocks", [])),
        *_score_rows(clinician, staff),
    ]
    return {
        "heading": wording.disposition(case.disposition).name,
        "protocol": case.decision.protocol_version,
        "person": person_decided.in_full(case, timezone.now()),
        "decided_by": case.decision.author.name if case.decision.author else "",
        "rules_heading": _rules_heading(case),
        "blocked": bool(clinician.get("blocks")),
        "rows": rows,
        "first": [row for row in rows if row["icon"] in FIRST.get(Group(case.group), ())],
        "rest": [row for row in rows if row["icon"] not in (*FIRST.get(Group(case.group), ()), "lock")],
        "not_ruled_out": _without_repeats(_open_row(rule, staff) for rule in clinician.get("not_ruled_out", [])),
        "what_would_change": [line for row in clinician.get("would_change", []) if (line := _change_line(row, hidden))],
    }


def _other_findings(clinician: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Findings but for the red flags that fired: own words, gaps, answers that do not fit, reviews."""
    fired = {rule["id"] for rule in clinician.get("fired", [])}
    return [row for row in clinician.get("findings", []) if row["code"] not in fired]


def _without_repeats(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    found.extend(row for row in rows if row not in found)
    return found


def _rules_heading(case: TriageCase) -> str:
    """What the rules themselves suggested, also after a person has decided otherwise."""
    own = case.decision
    if own.author_id:
        own = RoutingDecision.objects.filter(response=case.response, author=None).order_by("-at").first() or own
    return protocol_store.wording("en").disposition(own.disposition).name


def _worse_row(case: TriageCase, at: datetime) -> dict[str, str]:
    return {
        "icon": URGENCY_ICONS.get(case.group, "diamond"),
        "text": summary.GOT_WORSE,
        "detail": f"Told us on {at.astimezone(case.clinic.zone):%a %d %b, %H:%M}. What follows is from the answers.",
    }


def _untold_row(row: last_told.Untold) -> dict[str, str]:
    detail = "What was told last time counts until a clinician has decided."
    return {"icon": "diamond", "text": row.sentence, "detail": detail}


def _rule_row(rule: Mapping[str, Any], staff: Staff) -> dict[str, str]:
    if rule.get("private") and not staff.is_clinical:
        # Neither the rule's number nor its sources: their titles say what it is about.
        return {"icon": URGENCY_ICONS[rule["urgency"]], "text": _private_words(), "detail": "Open with a clinician."}
    unread = [source["title"] for source in rule["sources"] if source["unverified"]]
    sources = "; ".join(source["title"] for source in rule["sources"])
    note = " (source not re-read)" if unread else ""
    number, more = f"Rule {rule['id']}", f"{sources}{note}"
    if not staff.is_clinical:
        words, number, fold = desk_words(rule["id"]) or rule["text"], "", "Sources"
        more = f"Rule {rule['id']}: {rule['text']} {more}"
    else:
        words, fold = rule["text"], f"{number}, sources"
    return {"icon": URGENCY_ICONS[rule["urgency"]], "text": words, "detail": number, "fold": fold, "more": more}


def _finding_row(finding: Mapping[str, Any], staff: Staff, case: TriageCase, before: str) -> dict[str, Any]:
    icon = URGENCY_ICONS.get(finding["urgency"] or "", "diamond")
    if finding["private"] and not staff.is_clinical:
        return {"icon": icon, "text": _private_words(), "detail": "Open with a clinician."}
    is_rule = finding["code"] in finding["rules"]
    own = [finding["code"]] if is_rule and staff.is_clinical else []
    told = [f"In their own words: \u201c{words}\u201d." for words in finding.get("told", ())]
    asks = ask_aloud.questions(finding["questions"], clinician=staff.is_clinical)
    changed = [before.partition(";")[0]] if finding["code"] == EARLIER and before else []
    detail = " ".join([*(f"Rule {code}." for code in own), *told, *changed])
    plain = "" if staff.is_clinical or not is_rule else desk_words(finding["code"])
    text = plain or finding["text"]
    if case.group in FIRST and finding["code"] == LATER:
        text = text.partition(":")[0]
    return {"icon": icon, "text": text, "detail": detail, "asks": asks}


def _block_row(block: Mapping[str, Any], staff: Staff) -> dict[str, str]:
    techniques = blocked_words(block["techniques"])
    unknown = ". Not sure, so treated as blocked." if block["unknown"] else ""
    number = f"{block['id']}. " if staff.is_clinical else ""
    return {"icon": "lock", "text": f"Blocked: {techniques}", "detail": f"{number}{block['text']}{unknown}"}


def _score_rows(clinician: Mapping[str, Any], staff: Staff) -> list[dict[str, str]]:
    """The scoring rules, when the outcome is a pathway: each sentence with what it speaks for; for clinicians with its
    number and points."""
    choice = clinician.get("pathways")
    if not choice:
        return []
    return [
        {
            "icon": "check",
            "text": rule.get("text") or _score_words(rule["id"]),
            "detail": f"Rule {rule['id']}. {_points(rule['scores'])}" if staff.is_clinical else _leans(rule["scores"]),
        }
        for rule in choice["rules"]
    ]


def _points(scores: Mapping[str, int]) -> str:
    wording = protocol_store.wording("en")
    return ", ".join(f"{wording.pathway(code).name} {score:+d}" for code, score in scores.items())


def _leans(scores: Mapping[str, int]) -> str:
    """ "For Massage therapy, Home plan; against Chiropractic"."""
    wording = protocol_store.wording("en")
    pro, con = ([wording.pathway(code).name for code, score in scores.items() if sign * score > 0] for sign in (1, -1))
    sides = (("For", pro), ("against" if pro else "Against", con))
    return "; ".join(f"{side} {', '.join(names)}" for side, names in sides if names)


def _score_words(rule_id: str) -> str:
    """The desk's line for a decision from before lines were kept; the number alone of a rule that is no more."""
    found = protocol_store.wording("en").reasons["scores"].get(rule_id)
    return found.desk if found else f"Rule {rule_id}"


def _open_row(rule: Mapping[str, Any], staff: Staff) -> dict[str, Any]:
    """A rule that waits for an answer: what it is for, and what to ask to close it."""
    if rule.get("private") and not staff.is_clinical:
        return {"text": _private_words(), "detail": "", "asks": []}
    asks = ask_aloud.questions(rule["questions"], open_facts=rule["open"], clinician=staff.is_clinical)
    if not staff.is_clinical:
        return {"text": desk_words(rule["id"]) or rule["text"], "detail": "", "asks": asks}
    return {"text": rule["text"], "detail": f"Rule {rule['id']}", "asks": asks}


def desk_words(rule_id: str) -> str:
    """The desk's line of a red flag or review; "" for a rule that is no more."""
    found = protocol_store.wording("en").reasons["rules"].get(rule_id)
    return found.desk if found else ""


def _private_words() -> str:
    return protocol_store.wording("en").engine("private").desk


def _private_ids(clinician: Mapping[str, Any], staff: Staff) -> frozenset[str]:
    """The private rules of a record that this person may not see named."""
    if staff.is_clinical:
        return frozenset()
    rules = (*clinician.get("fired", []), *clinician.get("not_ruled_out", []))
    private = {row["id"] for row in rules if row.get("private")}
    return frozenset(private | {row["code"] for row in clinician.get("findings", []) if row["private"]})


def _change_line(row: Mapping[str, Any], hidden: frozenset[str]) -> str:
    """One sentence on what would have led elsewhere."""
    wording = protocol_store.wording("en")
    if "pathway" in row:
        name = wording.pathway(row["pathway"]).name
        return f"Next: {name}, {row['points_behind']} points behind."
    if row.get("without") in hidden:
        return ""
    if "without" in row:
        then = row["then"]
        name = wording.disposition(then).name if then != "pathway" else "a treatment pathway"
        return f"Were it not for \u201c{_desk_words(row['without'], wording)}\u201d: {name}."
    return ""


def _desk_words(code: str, wording: Wording) -> str:
    """The one line of a rule or of an engine code."""
    return (wording.engine(code) if code in ENGINE_CODES else wording.rule(code)).desk
