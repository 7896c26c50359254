"""The forms of the governance pages: sign, withdraw, suspend, resume. Each asks for what its act keeps for good.

In: a POST, the person signed in, and the request that axes counts wrong passwords by. Out: clean values or messages.
"""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from clinic.models import Staff
from intake.models.governance import SignatureKind

LOCKED = "Too many wrong passwords. Try again in 15 minutes."
STATEMENTS = {
    SignatureKind.LEAD.value: "I have read this content. I take clinical responsibility for its use in this clinic.",
    SignatureKind.SECOND_SPEAKER.value: "I speak both languages. I have read every sentence, and it says what the "
    "English says.",
}


class PasswordForm(forms.Form):
    """A form that the signed-in person confirms with the password of their sign-in."""

    def __init__(self, *args: Any, request: HttpRequest, staff: Staff, **kwargs: Any) -> None:
        """Add the password as the last field."""
        super().__init__(*args, **kwargs)
        self.request, self.staff = request, staff
        self.fields["password"] = forms.CharField(
            label="Your password, again",
            max_length=256,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )

    def clean_password(self) -> str:
        """The password is that of the person signed in; wrong ones count towards the lock of the sign-in."""
        typed = str(self.cleaned_data["password"])
        email = self.staff.email
        found = authenticate(self.request, login=email, email=email, password=typed)
        if getattr(self.request, "axes_locked_out", False):
            self.request.axes_locked_out = False  # type: ignore[attr-defined]  # the message stands on our own page
            raise forms.ValidationError(LOCKED)
        if found != self.staff:
            raise forms.ValidationError("This is not the password of your sign-in.")
        return typed


class SignForm(PasswordForm):
    """A signature: name, credential and date as typed, and the statement ticked."""

    subject = forms.CharField(widget=forms.HiddenInput, max_length=24)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    kind = forms.ChoiceField(widget=forms.HiddenInput, choices=SignatureKind.choices)
    read = forms.BooleanField(error_messages={"required": "Tick this when you have read it."})
    name = forms.CharField(label="Your name", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    credential = forms.CharField(
        label="Your credential", max_length=60, help_text="Such as PT, registration 12345.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    signed_on = forms.DateField(label="Today's date", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the statement of the kind of signature beside its box."""
        super().__init__(*args, **kwargs)
        kind = str(self["kind"].value() or "")
        self.fields["read"].label = STATEMENTS.get(kind, STATEMENTS["lead"])

    def clean_signed_on(self) -> date:
        """A signature is of the day it is made, in the clinic's time zone."""
        given: date = self.cleaned_data["signed_on"]
        if given != self.staff.clinic.today(timezone.now()):
            raise forms.ValidationError("Type today's date: a signature counts from the day it is made.")
        return given


class ReasonForm(forms.Form):
    """Why; kept with the name of whoever is signed in. No password: suspending must be quick."""

    reason = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class WithdrawForm(PasswordForm, ReasonForm):
    """Which signatures to take back, and why."""

    subject = forms.CharField(widget=forms.HiddenInput, max_length=24)


class ResumeForm(PasswordForm, ReasonForm):
    """Why the rules may decide again."""
