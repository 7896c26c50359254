"""The manager's pages: who works here, and what the clinic says about itself.

In: a manager's request. Out: pages; each change is one transaction with its audit row.
"""

import uuid

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit
from clinic.actor import staff_actor
from clinic.clinic_form import ClinicForm
from clinic.models import Clinic, Role, Staff
from clinic.signed_in import staff_of


class InviteForm(forms.Form):
    """Who to invite. An address that works elsewhere in Unknot is refused without saying where."""

    name = forms.CharField(label="Name", max_length=60)
    email = forms.EmailField(label="Work email", max_length=254)
    role = forms.ChoiceField(label="Role", choices=Role.choices)
    credential = forms.CharField(label="Credential (optional)", max_length=40, required=False, help_text="Such as PT.")

    def clean_email(self) -> str:
        """Lower-case, and not in use."""
        email = str(self.cleaned_data["email"]).lower()
        if Staff.objects.filter(email=email).exists():
            raise forms.ValidationError("This address already has a sign-in.")
        return email


@require_http_methods(["GET", "HEAD", "POST"])
def staff_list(request: HttpRequest) -> HttpResponse:
    """Everyone of the clinic, and the form that invites one more."""
    by = staff_of(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = invite(by=by, **form.cleaned_data)
        send_set_password_link(request, person)
        messages.success(request, f"{person.name} is invited. The email holds a link to set a password.")
        return redirect("staff_list")
    people = Staff.objects.filter(clinic=by.clinic).order_by("-is_active", "name")
    return render(request, "clinic/staff_list.html", {"people": people, "form": form, "me": by})


@transaction.atomic
def invite(*, by: Staff, name: str, email: str, role: str, credential: str = "") -> Staff:
    """Create a person of the manager's own clinic, without a password."""
    person = Staff.objects.create_staff(clinic=by.clinic, email=email, name=name, role=role)
    person.credential = credential
    person.save(update_fields=["credential"])
    audit.record(staff_actor(by), "staff.invited", person, {"role": role})
    return person


def send_set_password_link(request: HttpRequest, person: Staff) -> None:
    """Email `person` the link by which a password is set (allauth's reset link)."""
    form = ResetPasswordForm(data={"email": person.email})
    if form.is_valid():
        form.save(request)


@require_POST
def staff_disable(request: HttpRequest, staff_id: uuid.UUID) -> HttpResponse:
    """Close a person's sign-in and end their sessions at once."""
    by = staff_of(request)
    person = get_object_or_404(Staff, pk=staff_id, clinic=by.clinic)
    if person == by:
        messages.error(request, "You cannot disable yourself. Ask another manager.")
        return redirect("staff_list")
    if is_last(person):
        role = person.get_role_display().lower()
        messages.error(request, f"{person.name} is the only {role} here. Invite another one first.")
        return redirect("staff_list")
    set_active(by=by, person=person, active=False)
    messages.success(request, f"{person.name} can no longer sign in.")
    return redirect("staff_list")


def is_last(person: Staff) -> bool:
    """Whether nobody else of the clinic can sign in as clinical lead, or as manager, as `person` can."""
    others = Staff.objects.filter(clinic=person.clinic, role=person.role, is_active=True).exclude(pk=person.pk)
    return person.role in (Role.CLINICAL_LEAD, Role.MANAGER) and not others.exists()


@require_POST
def staff_enable(request: HttpRequest, staff_id: uuid.UUID) -> HttpResponse:
    """Open a person's sign-in again."""
    by = staff_of(request)
    person = get_object_or_404(Staff, pk=staff_id, clinic=by.clinic)
    set_active(by=by, person=person, active=True)
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("staff_list")


@transaction.atomic
def set_active(*, by: Staff, person: Staff, active: bool) -> None:
    """Open or close a sign-in; closing ends every session of that person."""
    person.is_active = active
    person.save(update_fields=["is_active"])
    if not active:
        end_sessions(person)
    audit.record(staff_actor(by), "staff.enabled" if active else "staff.disabled", person)


def end_sessions(person: Staff) -> None:
    """Delete every live session that belongs to `person`."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


@require_http_methods(["GET", "HEAD", "POST"])
def clinic_settings(request: HttpRequest) -> HttpResponse:
    """Name, phone, country, time zone and hours of one's own clinic."""
    by = staff_of(request)
    form = ClinicForm(request.POST or None, instance=by.clinic)
    if request.method == "POST" and form.is_valid():
        save_clinic(by=by, form=form)
        messages.success(request, "Saved.")
        return redirect("clinic_settings")
    return render(request, "clinic/settings.html", {"form": form})


@transaction.atomic
def save_clinic(*, by: Staff, form: ClinicForm) -> Clinic:
    """Save a valid form; the audit row names the fields that changed, not their values."""
    clinic: Clinic = form.save()
    audit.record(staff_actor(by), "clinic.changed", clinic, {"fields": sorted(form.changed_data)})
    return clinic
