"""From a case to a selection and a document: where the stored rows meet the pure composition.

In: a case with its answers and decision, and the draft's edits. Out: Selection and HandoutDocument. Writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from clinic.emergency_numbers import numbers_for
from clinic.models import Clinic, Staff
from handouts import catalog_store
from handouts.composition.arranging import arranged_from_json
from handouts.composition.compose import compose
from handouts.composition.document import HandoutDocument, Paper, PrintSize
from handouts.composition.errors import SelectionError
from handouts.composition.hours import hours_line
from handouts.composition.occasion import Clinician, ClinicInfo, Occasion
from handouts.composition.profile import profile_of
from handouts.composition.selection import Selection, select
from intake import governance, languages, last_told, needs, protocol_store
from intake.actions import triage
from intake.models import TriageCase
from intake.questionnaire.answers import Answers, parse_answers
from intake.questionnaire.facts import facts_of
from intake.routing.blocking import block
from intake.routing.disposition import EMERGENCY_CARD, FULL, GENTLE, SAFETY_CARD, Disposition, safe_route
from intake.routing.urgency import Pathway, Urgency

PUT_ASIDE = "put_aside"
USE_FOR = timedelta(days=28)
FLARE_AFTER = timedelta(days=14)
HANDOUT_FOR = {"emergency": EMERGENCY_CARD, "urgent": SAFETY_CARD, "gp_review": GENTLE}
LETTER_COUNTRIES = ("CA", "US")


@dataclass(frozen=True, slots=True)
class Settings:
    """In which language and how the sheet is printed, and the clinician's own note."""

    print_size: PrintSize
    paper: Paper
    note: str
    language: str


def answers_of(case: TriageCase, today: date) -> Answers:
    """The case's answers as the pure core reads them; what was told last time and not today is among them until a
    clinician has decided."""
    lifted = last_told.is_lifted(case)
    answers = case.response.answers if lifted else last_told.as_counted(case.response, today)
    return parse_answers(protocol_store.questionnaire(), answers, today)


def disposition_of(case: TriageCase, answers: Answers, today: date) -> Disposition:
    """Where the case stands now, as a Disposition: the rules' account with a person's decision on top.

    The techniques ruled out are worked out anew for the urgency that stands, so that lowering a case opens hands-on
    care again but never a block that rests on the patient's own answers.
    """
    protocol = protocol_store.protocol()
    found = safe_route(protocol, answers, today=today, language=case.response.language)
    stands = Urgency(case.disposition) if case.disposition in HANDOUT_FOR else Pathway(case.disposition)
    urgency = stands if isinstance(stands, Urgency) else None
    techniques = block(protocol, facts_of(protocol.questionnaire, answers, today), urgency).techniques
    return replace(found, disposition=stands, blocks=techniques, handout=HANDOUT_FOR.get(case.disposition, FULL))


def machine_selection(case: TriageCase, today: date, language: str = "") -> Selection:
    """What the library offers this patient before anyone edits; `language` where a clinician chose one."""
    answers = answers_of(case, today)
    catalog, questionnaire = catalog_store.catalog(), protocol_store.questionnaire()
    profile = profile_of(catalog.vocabulary, facts_of(questionnaire, answers, today), answers)
    return select(catalog, profile, disposition_of(case, answers, today), language or sheet_language(case))


def sheet_languages(case: TriageCase) -> tuple[str, ...]:
    """The languages that this clinic's sheets may be in."""
    return tuple(tag for tag in languages.offered(case.clinic) if tag in catalog_store.catalog().texts)


def sheet_language(case: TriageCase, draft: Mapping[str, Any] | None = None) -> str:
    """The language that a clinician chose for this sheet; else the one that the patient says is best, else that of the
    form, where the clinic offers it and the library speaks it; else English: a sheet in English beats no sheet. The
    board flags the language, so that somebody goes through it with the patient."""
    picked = (draft or {}).get("language", "")
    if picked in sheet_languages(case):
        return str(picked)
    best = needs.best_language(case.response.answers)
    chosen = best if best in languages.offered(case.clinic) else case.response.language
    return chosen if chosen in catalog_store.catalog().texts else "en"


def selection_for(case: TriageCase, draft: dict[str, Any], today: date) -> Selection:
    """The draft's selection, checked again against today's rules; the machine's where the draft no longer passes."""
    offered = machine_selection(case, today, sheet_language(case, draft))
    if "selection" not in draft:
        return offered
    try:
        return arranged_from_json(offered, draft["selection"])
    except (SelectionError, KeyError, TypeError):
        return offered


def edits_of(draft: dict[str, Any]) -> dict[str, Any]:
    """What somebody has changed, without what they put aside by starting over."""
    return {name: value for name, value in draft.items() if name != PUT_ASIDE}


def settings_for(case: TriageCase, draft: dict[str, Any]) -> Settings:
    """The draft's print settings; at first what the patient asked for and the paper of the clinic's country."""
    asked = PrintSize.LARGE if case.response.answers.get("print_size") == "large" else PrintSize.STANDARD
    usual = Paper.LETTER if case.clinic.country in LETTER_COUNTRIES else Paper.A4
    return Settings(
        PrintSize(draft.get("print_size", asked)),
        Paper(draft.get("paper", usual)),
        str(draft.get("note", "")),
        sheet_language(case, draft),
    )


def document_for(
    case: TriageCase,
    selection: Selection,
    chosen: Settings,
    *,
    now: datetime,
    version: int,
    prepared_by: Staff | None = None,
    approved_by: Staff | None = None,
    code: str = "",
) -> HandoutDocument:
    """The whole document; without `approved_by` it says DRAFT on its face."""
    today = case.clinic.today(now)
    occasion = Occasion(
        clinic=clinic_info(case.clinic, selection.language),
        first_name=case.patient.first_name,
        short_name=case.patient.short_name,
        record=case.response.code,
        today=today,
        use_until=today + USE_FOR,
        flare_date=today + FLARE_AFTER,
        version=version,
        code=code,
        link=f"{settings.PUBLIC_URL}/plan/{code}/" if code else "",
        prepared_by=clinician(prepared_by),
        approved_by=clinician(approved_by),
        note=chosen.note,
        paper=chosen.paper,
        print_size=chosen.print_size,
        signed=not governance.is_sample(case.clinic),
        outline=case.response.outline,
        spoken=triage.spoken_with(case),
    )
    return compose(catalog_store.catalog(), protocol_store.body_map(), selection, answers_of(case, today), occasion)


def clinic_info(clinic: Clinic, language: str) -> ClinicInfo:
    """The clinic as it stands on paper in that language."""
    numbers = numbers_for(clinic.country)
    return ClinicInfo(
        name=clinic.name,
        phone=clinic.phone,
        hours=hours_line(clinic.hours, catalog_store.catalog().locale_of(language)),
        country=clinic.country,
        emergency_number=numbers.emergency,
        advice_number=numbers.advice,
    )


def clinician(staff: Staff | None) -> Clinician | None:
    """A person as printed on the sheet."""
    return Clinician(staff.name, staff.credential) if staff else None
