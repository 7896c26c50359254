"""Emergency, crisis and advice numbers by country, read from data.

In: a country code and a language tag. Out: a frozen Numbers value; a country without data gives the number that phones
everywhere connect.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "data" / "emergency_numbers.yaml"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What to call, each with a name to print and a number to dial; "" where the country has none."""

    emergency: str
    crisis_name: str
    crisis: str
    advice_name: str
    advice: str

    @property
    def emergency_href(self) -> str:
        """tel: link of the emergency number."""
        return tel(self.emergency)

    @property
    def crisis_href(self) -> str:
        """tel: link of the crisis line."""
        return tel(self.crisis)

    @property
    def advice_href(self) -> str:
        """tel: link of the advice line."""
        return tel(self.advice)


def tel(number: str) -> str:
    """A tel: link for a number as written, "" for none."""
    dial = "".join(char for char in number if char.isdigit() or char == "+")
    return f"tel:{dial}" if dial else ""


def sms(number: str) -> str:
    """An sms: link for a number as written, "" for none."""
    return tel(number).replace("tel:", "sms:")


@cache
def _table() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text("utf-8"))["countries"])


def numbers_for(country: str, language: str = "en") -> Numbers:
    """The numbers of `country`, their names in `language` where we have those; 112 when we have no numbers."""
    row = _table().get(country, {})
    row = row | row.get("names", {}).get(language, {})
    return Numbers(
        emergency=str(row.get("emergency", "112")),
        crisis_name=str(row.get("crisis_name", "")),
        crisis=str(row.get("crisis", "")),
        advice_name=str(row.get("advice_name", "")),
        advice=str(row.get("advice", "")),
    )
