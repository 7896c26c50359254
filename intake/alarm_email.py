"""The desk alarm's email: says that someone must look at the board, and nothing about who or why.

In: a job about a decision, or about what a patient said. Out: one message to the alarm address or the active staff.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse

from clinic.models import Job, Staff
from intake.models import CaseEvent, TriageCase


def send_alarm_email(job: Job) -> None:
    """Send the alarm of `job`, even if someone has claimed the case meanwhile: email is the backstop."""
    case = (
        TriageCase.objects.select_related("clinic", "response")
        .filter(clinic_id=job.clinic_id)
        .filter(response__decisions=job.subject)
        .first()
        or TriageCase.objects.select_related("clinic", "response").get(
            Q(pk=job.subject) | Q(pk__in=CaseEvent.objects.filter(pk=job.subject).values("case")),
            clinic_id=job.clinic_id,
        )
    )  # fmt: skip
    to = recipients(case)
    if not to:
        return
    word = case.get_group_display()
    EmailMessage(
        subject=f"{word}: a form needs you now ({case.response.code})",
        body=(
            f"{word}. A patient's form at {case.clinic.name} needs a person now.\n\n"
            f"Reference code: {case.response.code}\n"
            f"Open the board: {settings.PUBLIC_URL}{reverse('intake:board')}\n\n"
            "This message holds no personal data. It is sent even if someone has already claimed the case.\n"
        ),
        to=to,
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def recipients(case: TriageCase) -> list[str]:
    """The clinic's alarm address, else everyone active who may act on a case."""
    if case.clinic.alarm_email:
        return [case.clinic.alarm_email]
    staff = Staff.objects.filter(clinic=case.clinic, is_active=True)
    return list(staff.order_by("email").values_list("email", flat=True))
