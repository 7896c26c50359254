"""Emails to patients: a link, how long it lives, and nothing about the person or their pain.

In: a job whose subject is an IntakeKey that waits for its secret. Out: one message in the patient's language; the
secret is drawn here, and only its hash is kept.
"""

import secrets

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from clinic.languages import code_of
from clinic.models import Job
from intake.actions.drafts import secret_hash
from intake.dates import day_words
from intake.models import IntakeKey


def send_return_email(job: Job) -> None:
    """Bring the patient a link back to their draft. A second attempt brings a new link and ends the first."""
    key = IntakeKey.objects.select_related("clinic", "response").get(clinic_id=job.clinic_id, pk=job.subject)
    if key.revoked_at or key.response is None:
        return
    address = _address(key, "intake:return_link")
    with translation.override(code_of(key.response.language)):
        words = [
            _("Here is your link to go on with your form. We ask for the date of birth when it is opened."),
            address,
            _("It works until %(day)s. Please do not pass it on.") % {"day": _last_day(key)},
            _("You did not ask for this? Then you can delete this message."),
            _foot(key),
        ]
        _send(key, _("Your link to come back to your form"), words)


def send_invitation_email(job: Job) -> None:
    """Bring an invited person their link, in the language that staff chose."""
    keys = IntakeKey.objects.select_related("clinic", "invitation")
    key = keys.get(clinic_id=job.clinic_id, pk=job.subject)
    if key.revoked_at or key.invitation is None:
        return
    address = _address(key, "intake:invite")
    with translation.override(code_of(key.invitation.language)):
        words = [
            _("Please fill in our form before your visit. It takes about 6 minutes, and you can stop and come back."),
            address,
            _("It works until %(day)s. Please do not pass it on.") % {"day": _last_day(key)},
            _("Is this message not for you? Open the link and choose “No, this is not me”. Then we know."),
            _foot(key),
        ]
        _send(key, _("A form to fill in before your visit"), words)


def _address(key: IntakeKey, name: str) -> str:
    """The link, with a secret drawn now."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        key.secret_hash = secret_hash(secret)
        key.save(update_fields=["secret_hash"])
    return f"{settings.PUBLIC_URL}{reverse(name, args=[key.clinic.slug, secret])}"


def _last_day(key: IntakeKey) -> str:
    return day_words(key.expires_at.astimezone(key.clinic.zone).date())


def _foot(key: IntakeKey) -> str:
    emergency = _("Nobody reads answers to this message. In an emergency, call your emergency number.")
    return f"{emergency}\n{key.clinic.name}, {key.clinic.phone}"


def _send(key: IntakeKey, subject: str, words: list[str]) -> None:
    EmailMessage(
        subject=subject, body="\n\n".join(words) + "\n", to=[key.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()  # fmt: skip
