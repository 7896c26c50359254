"""Invitations at the desk: ask one person to fill in the form, see how far each has come, copy, print or end a link.

In: a signed-in person of the clinic (the policy table has judged the role). Out: pages; a link is shown once.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from clinic.languages import names
from clinic.models import Clinic, Patient, Staff
from clinic.phone_numbers import may_be_whole
from clinic.signed_in import staff_of
from intake import governance, languages
from intake.actions import invite
from intake.actions.come_back import can_send_mail
from intake.invitation_state import ENDED, state_of, words_of
from intake.models import Invitation
from intake.qr import qr_svg
from intake.questionnaire.answer_values import OLDEST_YEARS, Rejected, clean_text

SHOWN = 100
SOMEONE_ELSE = "new"


class InvitationForm(forms.Form):
    """Who is invited, and how they can be reached. Where the clinic knows such a person, it asks whether it is them;
    `known` is then the patient whom staff chose."""

    first_name = forms.CharField(label="First name", max_length=60)
    last_name = forms.CharField(label="Last name", max_length=60)
    birth_date = forms.DateField(
        label="Date of birth (optional)", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="With it, earlier answers of the same person can be confirmed instead of retyped.",
    )  # fmt: skip
    phone = forms.CharField(label="Phone (optional)", max_length=30, required=False)
    email = forms.EmailField(label="Email (optional)", max_length=254, required=False)
    language = forms.ChoiceField(label="Language")
    appointment_day = forms.DateField(
        label="Day of the visit (optional)", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, clinic: Clinic, *args: Any, **kwargs: Any) -> None:
        """Languages that the clinic offers; nothing a browser fills in from somebody else's form."""
        super().__init__(*args, **kwargs)
        self.clinic, self.today = clinic, clinic.today(timezone.now())
        self.fields["language"].choices = [(tag, names()[tag]) for tag in languages.offered(clinic)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        self.known: Patient | None = None

    def clean(self) -> dict[str, Any]:
        """Names without control characters, real days; then whether the clinic knows such a person already."""
        data = super().clean() or {}
        for name in ("first_name", "last_name", "phone"):
            try:
                data[name] = clean_text(data.get(name, ""))
            except Rejected:
                self.add_error(name, "This holds a character that cannot be kept.")
        phone = data.get("phone", "")
        if phone and not may_be_whole(phone):
            self.add_error("phone", "Write the phone number in digits, with its area code.")
        born, visit = data.get("birth_date"), data.get("appointment_day")
        if (born and not self.today.year - OLDEST_YEARS <= born.year <= self.today.year) or (
            born and born > self.today
        ):
            self.add_error("birth_date", "Write a real date of birth.")
        if visit and not 0 <= (visit - self.today).days <= 366:
            self.add_error("appointment_day", "Write a day from today on, within a year.")
        if not self.errors and born:
            self._ask_same(invite.same_person(self.clinic, data["first_name"], data["last_name"], born))
        return data

    def _ask_same(self, found: Sequence[Patient]) -> None:
        """Add the question, and an error until it is answered."""
        if not found:
            return
        choices = [*((str(each.id), _known_as(each)) for each in found), (SOMEONE_ELSE, "No, someone else")]
        field = forms.ChoiceField(
            label="Is it one of these people?", choices=choices, widget=forms.RadioSelect,
            help_text="Their earlier answers will be shown to them, after they give the date of birth.",
        )  # fmt: skip
        self.fields["same_as"] = field
        said = self.data.get("same_as", "")
        if said not in dict(choices):
            self.add_error("same_as", "A person of this name and date of birth has sent a form before. Choose one.")
        self.known = next((each for each in found if str(each.id) == said), None)


def _known_as(patient: Patient) -> str:
    sent = patient.responses.exclude(sent_at=None).order_by("-sent_at").first()
    day = f"{sent.sent_at.astimezone(patient.clinic.zone):%-d %B %Y}" if sent and sent.sent_at else ""
    return f"{patient.name}, last form {day}"


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """The list, newest first, and the form for one more."""
    staff = staff_of(request)
    form = InvitationForm(staff.clinic, request.POST or None)
    if request.method == "POST" and governance.is_open(staff.clinic) and form.is_valid():
        return _made(request, staff, form)
    now = timezone.now()
    rows = (
        Invitation.objects.filter(clinic=staff.clinic)
        .select_related("patient", "response", "made_by", "clinic")
        .prefetch_related("keys")
    )
    context = {
        "form": form,
        "rows": [_row(each, now) for each in rows.order_by("-made_at")[:SHOWN]],
        "can_mail": can_send_mail(),
        "is_open": governance.is_open(staff.clinic),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "intake/frontdesk/invitations.html", context, status=status)


def _made(request: HttpRequest, staff: Staff, form: InvitationForm) -> HttpResponse:
    person = {field: form.cleaned_data.get(field) for field in invite.KNOWN}
    made = invite.invite(
        by=staff, person=person, language=form.cleaned_data["language"],
        appointment_day=form.cleaned_data.get("appointment_day"), known=form.known,
    )  # fmt: skip
    others = _also_invited(made)
    if others:
        messages.warning(
            request,
            f"{made.patient.short_name} had an open invitation already ({others}). End it if it is the same person.",
        )
    if request.POST.get("how") == "email" and made.patient.email and can_send_mail():
        invite.send_email(invitation=made, by=staff)
        messages.success(request, f"{made.patient.short_name} is invited. The email is on its way.")
        return redirect("intake:invitations")
    return _link_page(request, staff, made)


def _also_invited(made: Invitation) -> str:
    """The days on which others of this name were invited, whose invitations still open; "" for none."""
    name = {f"patient__{part}__iexact": getattr(made.patient, part) for part in ("first_name", "last_name")}
    now = timezone.now()
    rows = Invitation.objects.filter(clinic=made.clinic, **name).exclude(pk=made.pk).select_related("response")
    live = [each for each in rows if state_of(each, now) not in ENDED]
    return ", ".join(f"{each.made_at.astimezone(made.clinic.zone):%-d %b}" for each in live)


def _link_page(request: HttpRequest, staff: Staff, invitation: Invitation) -> HttpResponse:
    """A new link, shown this once: to copy, or to print with its QR code."""
    secret = invite.make_link(invitation=invitation, by=staff)
    address = f"{settings.PUBLIC_URL}{reverse('intake:invite', args=[staff.clinic.slug, secret])}"
    context = {
        "address": address,
        "qr": qr_svg(address),
        "name": invitation.patient.short_name,
        "until": invitation.expires_at.astimezone(staff.clinic.zone),
        "asks": invite.needs_birth_date(invitation),
    }
    return render(request, "intake/frontdesk/invitation_link.html", context)


@require_POST
def link(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """One more link to the same invitation."""
    staff = staff_of(request)
    invitation = _found(staff, invitation_id)
    if state_of(invitation, timezone.now()) in ENDED:
        return _over(request)
    return _link_page(request, staff, invitation)


@require_POST
def email(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Send it, or send it again, to the person's address."""
    staff = staff_of(request)
    invitation = _found(staff, invitation_id)
    if state_of(invitation, timezone.now()) in ENDED:
        return _over(request)
    if not invitation.patient.email or not can_send_mail():
        messages.error(request, "There is no address to send it to, or this clinic cannot send mail. Copy the link.")
        return redirect("intake:invitations")
    invite.send_email(invitation=invitation, by=staff)
    messages.success(request, "The email is on its way.")
    return redirect("intake:invitations")


@require_POST
def revoke(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """End it and all its links."""
    staff = staff_of(request)
    invite.revoke(invitation=_found(staff, invitation_id), by=staff)
    messages.success(request, "The invitation has ended. Its links open nothing now.")
    return redirect("intake:invitations")


def _row(invitation: Invitation, now: datetime) -> dict[str, Any]:
    state, zone = state_of(invitation, now), invitation.clinic.zone
    return {
        "id": invitation.id,
        "name": invitation.patient.name,
        "state": state,
        "word": words_of(invitation, state),
        "live": state not in ENDED,
        "language": names().get(invitation.language, invitation.language),
        "visit": invitation.appointment_day,
        "made_at": invitation.made_at.astimezone(zone),
        "ended_at": invitation.revoked_at.astimezone(zone) if invitation.revoked_at else None,
        "made_by": invitation.made_by.name,
        "has_email": bool(invitation.patient.email),
        "code": invitation.response.code if invitation.response else "",
        "wrong_tries": invitation.tries,
    }


def _found(staff: Staff, invitation_id: uuid.UUID) -> Invitation:
    rows = Invitation.objects.select_related("patient", "response", "clinic")
    found: Invitation = get_object_or_404(rows, clinic=staff.clinic, pk=invitation_id)
    return found


def _over(request: HttpRequest) -> HttpResponse:
    messages.error(request, "This invitation has ended. Invite the person again.")
    return redirect("intake:invitations")
