"""All that the governance pages show: what is signed, what changed since, what is in it, and who did what.

In: a clinic and who looks. Out: the templates' contexts. Writes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from clinic.languages import names
from clinic.models import Clinic, Role, Staff
from handouts import changes
from intake import governance
from intake.governance import Standing
from intake.models import Signature, Suspension
from intake.models.governance import SignatureKind
from intake.signables import LIBRARY, PROTOCOL, WORDING, Signable
from intake.signed_words.rows import Row

NAMES = {PROTOCOL: "Questions and rules", LIBRARY: "Handout library"}
GROUPS = {
    "blocks": "Blocks: what rules a technique out",
    "activities": "Activities",
    "body_map": "Body map",
    "decision": "Decision: how signs, gaps and points become one outcome",
    "facts": "Named conditions that rules use",
    "pathways": "Points for pathways",
    "phrases": "Words of warning in a person's own words",
    "habits": "Habits",
    "items": "Questions and answers",
    "locale": "Dates and numbers",
    "may_be": "What this may be",
    "pages": "Pages",
    "place_groups": "Groups of places",
    "questionnaire": "Questions",
    "reasons": "Reasons of points",
    "rules": "Rules",
    "red_flags": "Red flags",
    "sources": "Sources",
    "texts": "Texts",
}
MOST_HISTORY = 50


@dataclass(frozen=True, slots=True)
class Part:
    """One part as staff read it: in words, and exactly as it is signed."""

    name: str
    title: str
    text: str
    rows: tuple[Row, ...]


def overview(staff: Staff) -> dict[str, Any]:
    """Context for handouts/governance.html."""
    clinic = staff.clinic
    found = governance.standings(clinic)
    return {
        "rows": [_row(one, clinic) for one in found],
        "is_open": governance.is_open(clinic),
        "is_demo": clinic.is_demo,
        "missing": [name_of(one.signable) for one in found if one.needed and not one.is_signed],
        "suspension": governance.suspension_line(clinic),
        "is_lead": staff.role == Role.CLINICAL_LEAD,
        "history": history(clinic),
    }


def subject_page(found: Standing, staff: Staff) -> dict[str, Any]:
    """Context for handouts/governance_subject.html, but for its forms."""
    kinds = kinds_for(found, staff)
    return _row(found, staff.clinic) | {
        "is_demo": staff.clinic.is_demo,
        "changes": changes.changes_since(_last_signed(staff.clinic, found.signable), found.signable),
        "groups": [{"name": name, "parts": parts} for name, parts in _groups(found.signable)],
        "kinds": kinds,
        "may_withdraw": staff.role == Role.CLINICAL_LEAD and bool(found.lead or found.second),
    }


def kinds_for(found: Standing, staff: Staff) -> list[str]:
    """In which capacities this person may sign this now."""
    kinds = []
    if staff.role == Role.CLINICAL_LEAD and not found.lead_signed:
        kinds.append(SignatureKind.LEAD.value)
    is_the_lead = found.lead is not None and found.lead.by_id == staff.id
    if staff.is_clinical and found.signable.is_translation and not found.second_signed and not is_the_lead:
        kinds.append(SignatureKind.SECOND_SPEAKER.value)
    return kinds


def name_of(one: Signable) -> str:
    """What staff call a subject."""
    return _subject_name(one.subject)


def _subject_name(subject: str) -> str:
    language = subject.removeprefix(WORDING)
    return NAMES.get(subject) or f"Wording: {names().get(language, language)}"


def _row(found: Standing, clinic: Clinic) -> dict[str, Any]:
    one, last = found.signable, _last_signed(clinic, found.signable)
    return {
        "subject": one.subject,
        "name": name_of(one),
        "version": one.version,
        "digest": one.digest,
        "counts": [str(count) for count in one.counts],
        "parts": len(one.parts),
        "needed": found.needed,
        "is_signed": found.is_signed,
        "is_translation": one.is_translation,
        "signatures": list(_signature_lines(found, clinic)),
        "changed_words": changes.counted(changes.changed_parts(last, one)),
        "last_at": last.at.astimezone(clinic.zone) if last else None,
    }


def _signature_lines(found: Standing, clinic: Clinic) -> Iterator[dict[str, Any]]:
    """One line for each signature that the subject needs."""
    needed = [("Clinical lead", found.lead, found.lead_signed)]
    if found.signable.is_translation:
        needed.append(("Second speaker", found.second, found.second_signed))
    for who, row, valid in needed:
        yield {
            "who": who,
            "valid": valid,
            "earlier": row is not None and not valid,
            "name": row.name if row else "",
            "credential": row.credential if row else "",
            "at": row.at.astimezone(clinic.zone) if row else None,
        }


def _last_signed(clinic: Clinic, one: Signable) -> Signature | None:
    """The newest signature there ever was on the subject, in force or not: what changes are counted from."""
    rows = Signature.objects.filter(clinic=clinic, subject=one.subject, withdrawn=False)
    return rows.select_related("content").order_by("-at").first()


def _groups(one: Signable) -> list[tuple[str, list[Part]]]:
    """The parts under the file or folder they come from, each group in its own order."""
    parts = [(_group_of(name), _part(one.subject, name, text)) for name, text in one.parts.items()]
    parts.sort(key=lambda found: found[0])
    return [(group, [part for _, part in found]) for group, found in groupby(parts, key=lambda found: found[0])]


def _part(subject: str, name: str, text: str) -> Part:
    rows, title = changes.rows_of(subject, name, text), changes.title_of(subject, name, text)
    return Part(name, title, changes.readable(text), rows)


def _group_of(name: str) -> str:
    """A library file goes under its kind; "body_map/v1/zones" under "body_map"."""
    first = name.removeprefix(changes.FILE_FOLDER).split()[0].rstrip(",")
    group = first.partition("/")[0].partition(".")[0]
    return GROUPS.get(group, group.replace("_", " ").capitalize())


def history(clinic: Clinic) -> list[dict[str, Any]]:
    """Signatures, withdrawals, suspensions and resumptions, newest first."""
    signed = Signature.objects.filter(clinic=clinic).select_related("by").order_by("-at")[:MOST_HISTORY]
    paused = Suspension.objects.filter(clinic=clinic).select_related("by").order_by("-at")[:MOST_HISTORY]
    rows = [*(_signed_line(row, clinic) for row in signed), *(_paused_line(row, clinic) for row in paused)]
    return sorted(rows, key=lambda row: row["at"], reverse=True)[:MOST_HISTORY]


def _signed_line(row: Signature, clinic: Clinic) -> dict[str, Any]:
    act = "Withdrawn" if row.withdrawn else "Signed"
    return {
        "at": row.at.astimezone(clinic.zone),
        "what": f"{act}: {_subject_name(row.subject)}",
        "detail": f"{row.get_kind_display()}. Version {row.version}, digest {row.digest[:12]}",
        "name": row.name,
        "credential": row.credential,
        "signed_in": row.by.name if row.by.name != row.name else "",
        "reason": row.reason,
    }


def _paused_line(row: Suspension, clinic: Clinic) -> dict[str, Any]:
    return {
        "at": row.at.astimezone(clinic.zone),
        "what": "Rules suspended" if row.suspended else "Rules resumed",
        "detail": "",
        "name": row.by.name,
        "credential": row.by.credential,
        "signed_in": "",
        "reason": row.reason,
    }
