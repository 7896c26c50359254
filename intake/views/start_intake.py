"""The staff's page "Start an intake": the public link, the poster, the tablet, a caller, a paper form, the unfinished.

In: a signed-in person of the clinic (the policy table has judged the role). Out: pages, and drafts begun for someone.
"""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.actor import staff_actor
from clinic.languages import names
from clinic.models import Clinic
from clinic.signed_in import staff_of
from intake import governance, languages, protocol_store
from intake.actions import assisted, left, tablet_session
from intake.at_hand import LOCK_COOKIE, TABLET_COOKIE, TYPING_FOR
from intake.came_in import begun_by
from intake.group_words import SHAPES, WORDS
from intake.models import QuestionnaireResponse, TriageCase, Way
from intake.questionnaire.items import SIGNS
from intake.views.leaving import keep_what_stands
from intake.views.patient_page import resume_url

OLDEST_PAPER = timedelta(days=366)
LOCKED_FOR = timedelta(days=400)  # the longest that browsers keep a cookie


class CallerForm(forms.Form):
    """In which language the patient and the person who types speak."""

    language = forms.ChoiceField(label="Language", widget=forms.RadioSelect)

    def __init__(self, clinic: Clinic, *args: Any, **kwargs: Any) -> None:
        """Only languages that the clinic offers."""
        super().__init__(*args, **kwargs)
        offered = languages.offered(clinic)
        self.fields["language"].choices = [(tag, names()[tag]) for tag in offered]  # type: ignore[attr-defined]
        self.fields["language"].initial = offered[0]
        self.today = clinic.today(timezone.now())


class PaperForm(CallerForm):
    """The language of the paper and the day written on it."""

    paper_date = forms.DateField(
        label="Date on the paper",
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}),
        error_messages={"required": "Write the date that stands on the paper.", "invalid": "Write a real date."},
    )

    def clean_paper_date(self) -> Any:
        """A day that has come, and not too long ago to act on."""
        day = self.cleaned_data["paper_date"]
        if day > self.today:
            raise forms.ValidationError("This day has not come yet. Look at the paper again.")
        if day < self.today - OLDEST_PAPER:
            raise forms.ValidationError("The paper is over a year old. Ask the patient to fill in a new one.")
        return day


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every way to start one, with what staff need for it."""
    staff = staff_of(request)
    clinic, may_type = staff.clinic, staff.role != "manager"
    context = {
        "address": _address(clinic),
        "languages_offered": [{"tag": tag, "name": names()[tag]} for tag in languages.offered(clinic)],
        "is_open": governance.is_open(clinic),
        "may_type": may_type,
        "typing": _typing(request, clinic) if may_type else None,
        "unfinished": [_row(each) for each in assisted.unfinished(clinic, timezone.now())] if may_type else [],
        "version": protocol_store.questionnaire().version,
        "signs": _signs(),
    }
    return render(request, "intake/frontdesk/start_intake.html", context)


def _signs() -> dict[str, int]:
    """The numbers that the pages of warning signs carry on paper: the first and the last."""
    pages = protocol_store.questionnaire().pages
    numbers = [number for number, page in enumerate(pages, 1) if page.section == SIGNS]
    return {"first": numbers[0], "last": numbers[-1]}


def _address(clinic: Clinic) -> str:
    """The public address of the clinic's form, as it stands on the poster."""
    return f"{settings.PUBLIC_URL}{reverse('intake:start', args=[clinic.slug])}"


def _row(draft: QuestionnaireResponse) -> dict[str, Any]:
    zone = draft.clinic.zone
    return {
        "id": draft.id,
        "code": draft.code,
        "name": draft.patient.short_name,
        "began": begun_by(draft),
        "at": draft.started_at.astimezone(zone),
        "saved_at": draft.saved_at.astimezone(zone) if draft.saved_at else None,
        "language": names().get(draft.language, draft.language),
        "case": _alarm(draft),
    }


def _alarm(draft: QuestionnaireResponse) -> dict[str, str] | None:
    """The case that a form not sent has raised already: how urgent, and where it is."""
    case: TriageCase | None = getattr(draft, "case", None)
    if case is None:
        return None
    url = reverse("intake:case", args=[case.pk])
    return {"word": WORDS[case.group], "shape": SHAPES[case.group], "url": url}


def _typing(request: HttpRequest, clinic: Clinic) -> dict[str, Any] | None:
    """The intake this session is in the middle of typing."""
    draft = _draft(clinic, request.session.get(TYPING_FOR))
    if draft is None:
        return None
    return _row(draft) | {"url": resume_url(draft, clinic)}


def _draft(clinic: Clinic, response_id: Any) -> QuestionnaireResponse | None:
    if not response_id:
        return None
    found = QuestionnaireResponse.objects.filter(clinic=clinic, pk=response_id, sent_at=None, entry__isnull=False)
    return found.select_related("patient", "entry__by", "clinic").first()


# ------------------------------------------------------------------ typing for someone


@require_http_methods(["GET", "HEAD", "POST"])
def start_phone(request: HttpRequest) -> HttpResponse:
    """Someone is on the phone: choose the language, then the form's own pages."""
    form = CallerForm(staff_of(request).clinic, request.POST or None)
    return _start_typing(request, Way.PHONE, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
def start_paper(request: HttpRequest) -> HttpResponse:
    """A paper form to enter. The code on the paper leads here with its language and version."""
    clinic, now_in_force = staff_of(request).clinic, protocol_store.questionnaire().version
    on_paper = request.GET.get("v", "")[:40]
    wanted = request.GET.get("lang", "")
    initial = {"language": wanted} if wanted in languages.offered(clinic) else None
    form = PaperForm(clinic, request.POST or None, initial=initial)
    older = on_paper if on_paper and on_paper != now_in_force else ""
    return _start_typing(request, Way.PAPER, form, {"older": older, "version": now_in_force, "signs": _signs()})


def _start_typing(request: HttpRequest, way: Way, form: CallerForm, context: dict[str, Any]) -> HttpResponse:
    staff = staff_of(request)
    context |= {"form": form, "way": way.value, "is_open": governance.is_open(staff.clinic)}
    if request.method != "POST" or not context["is_open"] or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "intake/frontdesk/start_typing.html", context, status=status)
    draft = assisted.begin_typing(clinic=staff.clinic, way=way, by=staff, **form.cleaned_data)
    _type(request, draft)
    return redirect("intake:page", slug=staff.clinic.slug, page_id=protocol_store.questionnaire().pages[0].id)


@require_POST
def leave_typing(request: HttpRequest) -> HttpResponse:
    """Stop typing for now; what stands on the open page is kept, and the whole waits under the unfinished ones. A sign
    told does not wait. `how` is left where the page's script says that it goes or is closed; else staff see the stop
    page of an emergency first, since a caller may still be on the line."""
    staff, is_left = staff_of(request), request.POST.get("how") == "left"
    draft = _draft(staff.clinic, request.session.get(TYPING_FOR))
    stop = draft is not None and keep_what_stands(request, draft, staff_actor(staff))
    if draft is not None:
        left.put_away(draft)
    if is_left:
        return HttpResponse(status=204)
    if stop:
        return redirect("intake:help_now", slug=staff.clinic.slug)
    request.session.pop(TYPING_FOR, None)
    told = " A sign is told: it is on the board, not sent yet." if _is_on_board(draft) else ""
    messages.success(request, f"Put aside. You find it below under “Not finished”.{told}")
    return redirect("intake:start_intake")


def _is_on_board(draft: QuestionnaireResponse | None) -> bool:
    return draft is not None and TriageCase.objects.filter(response=draft).exists()


def _type(request: HttpRequest, draft: QuestionnaireResponse) -> None:
    """From now on this session types `draft`; a sign told in the one before does not wait for its return."""
    before = _draft(draft.clinic, request.session.get(TYPING_FOR))
    if before is not None and before != draft:
        left.put_away(before)
    request.session[TYPING_FOR] = str(draft.id)


@require_POST
def carry_on(request: HttpRequest, response_id: uuid.UUID) -> HttpResponse:
    """Go on with an unfinished intake: here by typing, or on this device as a tablet for the patient."""
    staff = staff_of(request)
    draft = _draft(staff.clinic, response_id)
    if draft is None:
        raise Http404
    assisted.take_up(response=draft, by=staff)
    if request.POST.get("on") == "tablet":
        return _hand_over(request, draft)
    _type(request, draft)
    return redirect(resume_url(draft, staff.clinic))


# ------------------------------------------------------------------ the tablet


@require_http_methods(["GET", "HEAD", "POST"])
def start_tablet(request: HttpRequest) -> HttpResponse:
    """Make this device the patient's: say what happens, and on the button end one's own session here."""
    if request.method == "POST" and governance.is_open(staff_of(request).clinic):
        return _hand_over(request, None)
    return render(
        request, "intake/frontdesk/start_tablet.html", {"is_open": governance.is_open(staff_of(request).clinic)}
    )


def _hand_over(request: HttpRequest, draft: QuestionnaireResponse | None) -> HttpResponse:
    """Nobody of the staff is signed in on this device any more; the patient's form opens."""
    staff = staff_of(request)
    earlier = tablet_session.tablet_by_secret(staff.clinic, request.COOKIES.get(TABLET_COOKIE, ""))
    if earlier:
        tablet_session.end_tablet(tablet=earlier, how="put_away")
    secret = tablet_session.start_tablet(by=staff, response=draft)
    slug = staff.clinic.slug
    logout(request)
    response = redirect("intake:start", slug=slug)
    response["Clear-Site-Data"] = '"cache", "storage"'
    response.set_cookie(TABLET_COOKIE, secret, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")
    response.set_cookie(
        LOCK_COOKIE, "1", max_age=LOCKED_FOR, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response
