"""PageCount: how often something happened on a page of the form, in one week at one clinic. A number and nothing else:
no person, no draft, no answer, no hour of the day."""

from django.db import models

from clinic.models import Clinic


class PageCount(models.Model):
    """One tally. `week` is its Monday; `page` a page's id, "check" or "whole"; `kind` what was counted."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()
    page = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clinic", "week", "page", "kind"], name="page_count_once")]

    def __str__(self) -> str:
        return f"{self.page} {self.kind} {self.count}"
