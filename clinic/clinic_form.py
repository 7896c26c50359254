"""The form for what a clinic says about itself, with one opening span per weekday.

In: a POST. Out: a saved Clinic, or messages beside the fields.
"""

import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic.languages import names
from clinic.models import Clinic
from clinic.opening_hours import DAY_NAMES, WEEKDAYS, Hours, check_hours


def time_zone_choices() -> list[tuple[str, str]]:
    """Every zone of the form Area/City, by name."""
    return [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones()) if "/" in name]


class ClinicForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only to the type checker
    """Fields of Clinic that a manager sets, and two times for each weekday; both empty means closed."""

    class Meta:
        model = Clinic
        fields = ("name", "phone", "country", "time_zone", "alarm_email", "consent_age", "languages")
        labels = {
            "alarm_email": "Email for alarms (optional)",
            "phone": "Phone for patients",
            "consent_age": "Age of consent",
        }
        help_texts = {
            "consent_age": "Younger patients get a flag: check who can consent. It refuses nobody.",
            "country": "Chooses the emergency numbers that patients see.",
            "alarm_email": "Gets a message when a case is an emergency or urgent. Empty: all active staff get it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a pair of time fields for each weekday, filled from the stored hours."""
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(choices=time_zone_choices(), label="Time zone")
        self.fields["languages"] = forms.MultipleChoiceField(
            choices=list(names().items()),
            label="Languages of the form",
            help_text="Patients choose among these. A translation is offered once two people have signed it.",
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}
        for day, name in zip(WEEKDAYS, DAY_NAMES, strict=True):
            spans = self.instance.hours.get(day) or [["", ""]]
            for part, value in zip(("opens", "closes"), spans[0], strict=True):
                self.fields[f"{day}_{part}"] = forms.TimeField(
                    label=f"{name} {part}",
                    required=False,
                    initial=value,
                    widget=forms.TimeInput(attrs={"type": "time"}),
                )

    def days(self) -> list[dict[str, Any]]:
        """One row a weekday for the template: name and its two bound fields."""
        return [
            {"code": day, "name": name, "opens": self[f"{day}_opens"], "closes": self[f"{day}_closes"]}
            for day, name in zip(WEEKDAYS, DAY_NAMES, strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        """Each day has both times, in order, or neither."""
        data = super().clean() or {}
        hours: Hours = {}
        for day in WEEKDAYS:
            opens, closes = data.get(f"{day}_opens"), data.get(f"{day}_closes")
            if opens and closes:
                hours[day] = [[opens.strftime("%H:%M"), closes.strftime("%H:%M")]]
                self._check_day(day, hours)
            elif opens or closes:
                missing = "closes" if opens else "opens"
                self.add_error(f"{day}_{missing}", "Give both times, or leave both empty when the clinic is closed.")
        self.hours = hours
        return data

    def _check_day(self, day: str, hours: Hours) -> None:
        try:
            check_hours({day: hours[day]})
        except ValidationError as error:
            self.add_error(f"{day}_closes", error)

    def save(self, commit: bool = True) -> Clinic:
        """Save the clinic with its hours."""
        self.instance.hours = self.hours
        clinic: Clinic = super().save(commit=commit)
        return clinic
