"""What the patient agreed to, who spoke for them, and what was confirmed from an earlier form, for staff.

In: a response with its page saves. Out: lines for the case page and a flag for the desk. A flag refuses nobody.
"""

from datetime import date
from typing import Any

from clinic.languages import names
from intake import protocol_store
from intake.answer_words import answer_words, date_words
from intake.models import PageSave, QuestionnaireResponse

CONSENT_PAGE = "consent"
GROUP_WORDS = {
    "consent": "use of answers",
    "place": "the pain and its start",
    "health": "health",
    "visit": "details and visit",
}


def agreed_to(response: QuestionnaireResponse) -> list[dict[str, Any]]:
    """Every time the consent page was answered, newest first: what was ticked, when, which text, in which language."""
    wording, questionnaire = protocol_store.wording("en"), protocol_store.questionnaire()
    saves = PageSave.objects.filter(response=response, page=CONSENT_PAGE).order_by("-number")
    return [
        {
            "at": save.at.astimezone(response.clinic.zone),
            "version": save.questionnaire_version,
            "language": names().get(save.language or "", save.language or "not kept"),
            "choices": [
                words
                for link_id, value in save.answers.items()
                if link_id in questionnaire.items
                for words in answer_words(questionnaire.items[link_id], value, wording)
            ],
        }
        for save in saves
    ]


def confirmed(response: QuestionnaireResponse) -> str:
    """Which answers were confirmed from an earlier form instead of typed; "" for none."""
    decided = response.carried.get("decided", {})
    kept = [GROUP_WORDS.get(group, group) for group, said in decided.items() if said == "same"]
    if not kept:
        return ""
    return f"Confirmed from the form of {date_words(response.carried['day'])}: {', '.join(kept)}."


def consent_flag(response: QuestionnaireResponse, today: date) -> tuple[str, ...]:
    """ "Check who can consent": below the clinic's age of consent, or where a helper may not surely decide."""
    age = response.patient.age(today)
    young = age is not None and age < response.clinic.consent_age
    helped = response.answers.get("who_for") in ("my_child", "someone_else")
    unsure = helped and response.answers.get("helper_authority") != "yes"
    return ("Check who can consent",) if young or unsure else ()
