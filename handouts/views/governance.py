"""The governance pages: what the clinic runs on, who has signed it, and the switch that suspends the rules.

In: a signed-in clinician, lead or manager (the policy table has judged the role). Out: pages; every act is one POST.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clinic.models import Staff
from clinic.signed_in import staff_of
from handouts import governance as page
from handouts.governance_forms import ReasonForm, ResumeForm, SignForm, WithdrawForm
from intake import governance
from intake.actions import governance as actions
from intake.actions.acts import Refused
from intake.governance import Standing
from intake.signables import PROTOCOL


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything there is to sign, and where it stands."""
    return _overview(request)


def _overview(request: HttpRequest, status: int = 200, **forms: forms.Form) -> HttpResponse:
    staff = staff_of(request)
    context = page.overview(staff) | {
        "suspend_form": ReasonForm(),
        "resume_form": ResumeForm(request=request, staff=staff),
    }
    return render(request, "handouts/governance.html", context | forms, status=status)


@require_safe
def subject(request: HttpRequest) -> HttpResponse:
    """One subject, `?of=`: what changed since it was signed, all that is in it, and the form to sign it."""
    return _subject(request, _found(staff_of(request), request.GET.get("of", PROTOCOL)))


def _subject(request: HttpRequest, found: Standing, status: int = 200, **forms: forms.Form) -> HttpResponse:
    staff = staff_of(request)
    context = page.subject_page(found, staff)
    if context["kinds"]:
        context["sign_form"] = _sign_form(request, found, context["kinds"][0])
    if context["may_withdraw"]:
        given = {"subject": found.signable.subject}
        context["withdraw_form"] = WithdrawForm(initial=given, request=request, staff=staff)
    return render(request, "handouts/governance_subject.html", context | forms, status=status)


def _sign_form(request: HttpRequest, found: Standing, kind: str) -> SignForm:
    staff, one = staff_of(request), found.signable
    given = {"subject": one.subject, "digest": one.digest, "kind": kind}
    return SignForm(initial=given, request=request, staff=staff)


@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign what the page showed."""
    staff = staff_of(request)
    found = _found(staff, request.POST.get("subject", ""))
    if request.POST.get("digest") != found.signable.digest:
        messages.error(request, "This has changed since you opened it. Read it again, then sign.")
        return redirect(_address(found.signable.subject))
    form = SignForm(request.POST, request=request, staff=staff)

    def do(given: dict[str, Any]) -> None:
        actions.sign(
            by=staff, subject=given["subject"], digest=given["digest"], kind=given["kind"], name=given["name"],
            credential=given["credential"],
        )  # fmt: skip
        messages.success(request, f"{page.name_of(found.signable)} is signed.")

    if _done(form, do):
        return redirect("handouts:governance")
    return _subject(request, found, 422, sign_form=form)


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the signatures on one subject back."""
    staff = staff_of(request)
    found = _found(staff, request.POST.get("subject", ""))
    form = WithdrawForm(request.POST, request=request, staff=staff)

    def do(given: dict[str, Any]) -> None:
        actions.withdraw(by=staff, subject=given["subject"], reason=given["reason"])
        messages.success(request, f"{page.name_of(found.signable)} counts as not signed from now on.")

    if _done(form, do):
        return redirect("handouts:governance")
    return _subject(request, found, 422, withdraw_form=form)


@require_POST
def suspend(request: HttpRequest) -> HttpResponse:
    """Suspend the rules at once."""
    staff, form = staff_of(request), ReasonForm(request.POST)

    def do(given: dict[str, Any]) -> None:
        actions.suspend(by=staff, reason=given["reason"])
        messages.success(request, "The rules are suspended. Every new case comes to a clinician.")

    return redirect("handouts:governance") if _done(form, do) else _overview(request, 422, suspend_form=form)


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Let the rules decide again."""
    staff = staff_of(request)
    form = ResumeForm(request.POST, request=request, staff=staff)

    def do(given: dict[str, Any]) -> None:
        actions.resume(by=staff, reason=given["reason"])
        messages.success(request, "The rules decide again. Cases that came in meanwhile stay with a clinician.")

    return redirect("handouts:governance") if _done(form, do) else _overview(request, 422, resume_form=form)


def _done(form: forms.Form, do: Callable[[dict[str, Any]], None]) -> bool:
    """Whether the form was in order and the act allowed; a refusal is said above the form."""
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _address(subject: str) -> str:
    return f"{reverse('handouts:governance_subject')}?of={subject}"


def _found(staff: Staff, subject: str) -> Standing:
    found = governance.standing(staff.clinic, subject)
    if found is None:
        raise Http404
    return found
