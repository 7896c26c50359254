"""Personal data: every stored field is classified; what is planted in an intake never comes out in logs or audit."""

import logging

import pytest
from django.apps import apps
from django.db import models

from clinic.models import AuditEvent, Job
from clinic.personal_data import PERSONAL, PLAIN
from tests.answers import EMERGENCY
from tests.conftest import SendAnswers
from worker import jobs

SAYS_NOTHING = (
    models.UUIDField, models.AutoField, models.BigAutoField, models.BooleanField, models.DateTimeField,
    models.ForeignKey, models.IntegerField, models.BigIntegerField,
)  # fmt: skip
PLANTED = {"first_name": "Zyxwora", "last_name": "Qelliphant", "phone": "416-555-0176", "email": "zyxwora@mail.example",
           "own_words": "my grandmother Xanthippe"}  # fmt: skip


def speaking_fields() -> set[str]:
    """Every field of ours that could hold words, or a date of a person."""
    found = set()
    for label in ("clinic", "intake", "handouts"):
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if not isinstance(field, models.Field) or isinstance(field, SAYS_NOTHING):
                    continue
                if field.name != "use_until":
                    found.add(f"{label}.{model.__name__}.{field.name}")
    return found


def test_every_field_is_classified_once() -> None:
    assert speaking_fields() == set(PERSONAL) | PLAIN
    assert not set(PERSONAL) & PLAIN


@pytest.mark.django_db
def test_nothing_planted_comes_out(send: SendAnswers, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        send(**EMERGENCY, **PLANTED)
        jobs.do_due_jobs()
    audit = " ".join(str(row) for row in AuditEvent.objects.values())
    told = " ".join([caplog.text, audit, " ".join(str(row) for row in Job.objects.values())])
    for planted in ("Zyxwora", "Qelliphant", "416-555-0176", "zyxwora", "Xanthippe", "1984-06-14"):
        assert planted not in told
