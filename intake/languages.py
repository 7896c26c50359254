"""The languages of a clinic's form, and the one that its patient reads.

In: a clinic, the draft if there is one, and a request. Out: language tags, and choices for parts/languages.html.
"""

from typing import Any

from django.http import HttpRequest

from clinic.languages import asked_for, names
from clinic.models import Clinic
from intake import governance
from intake.models import QuestionnaireResponse


def offered(clinic: Clinic) -> tuple[str, ...]:
    """What the clinic may offer and templates can speak; at least its default language."""
    spoken = tuple(tag for tag in governance.languages(clinic) if tag in names())
    return spoken or (governance.default_language(clinic),)


def language_for(request: HttpRequest, clinic: Clinic, draft: QuestionnaireResponse | None) -> str:
    """The draft's language; before there is one `?lang=`, then what the browser asks for, then the clinic's first."""
    wanted, choice = draft.language if draft else request.GET.get("lang", ""), offered(clinic)
    return wanted if wanted in choice else asked_for(request, choice)


def choices(clinic: Clinic, current: str, start_url: str = "") -> list[dict[str, Any]]:
    """One choice a language. With `start_url` each is a link to the start page, which changes nothing by itself."""
    return [
        {"code": tag, "name": names()[tag], "current": tag == current,
         "url": f"{start_url}?lang={tag}" if start_url else ""}
        for tag in offered(clinic)
    ]  # fmt: skip
