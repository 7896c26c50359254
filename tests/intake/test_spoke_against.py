"""A sign that was told and made no flag stands beside the decision, with what was told about it."""

from collections.abc import Callable

import pytest
from django.test import Client

from clinic.models import Staff
from intake import spoke_against
from tests.answers import URGENT
from tests.conftest import SendAnswers
from tests.page_words import words
from tests.people import People

pytestmark = pytest.mark.django_db
FALL = {
    "warning_general": ["recent_injury"],
    "injured": ["injured_pelvis"],
    "injury_days": {"number": 20, "unit": "days"},
    "injury_seen": "yes",
    "injury_how": ["none"],
    "injury_after": ["none"],
}
TOLD = (
    "A fall, crash or hard knock before this pain; told: checked by a doctor or nurse since; it happened: 20 days ago"
)


def test_a_fall_that_somebody_has_checked_is_seen_before_the_case_is_accepted(
    people: People, send: SendAnswers, signed_in: Callable[[Staff], Client]
) -> None:
    case, desk = send(**FALL), signed_in(people.blair)
    assert case.group == "routine"
    row = words(desk, "/board/").split(f'data-case="{case.id}"')[1].split("</tr>")[0]
    assert TOLD in row and "no warning signs" not in row
    why = words(desk, f"/cases/{case.id}/").split("Why this route")[1].split("History")[0]
    assert "Told, and no flag by itself" in why and "Seen since: Yes" in why and "Hurt part: Hip bones or groin" in why


def test_a_sign_behind_a_flag_an_urgency_and_no_sign_at_all_say_nothing_of_the_kind(send: SendAnswers) -> None:
    assert spoke_against.unflagged(send()) == ()
    assert spoke_against.unflagged(send(**FALL, **URGENT)) == ()
    flagged = send(warning_general=["weight_loss"])
    assert flagged.group == "soon" and spoke_against.unflagged(flagged) == ()


def test_an_answer_left_open_is_not_among_the_short_ones(send: SendAnswers) -> None:
    unsure = send(**FALL | {"injury_seen": "not_sure", "injured": ["injured_limb"]})
    row = spoke_against.unflagged(unsure)
    assert not any("checked" in short for each in row for short in each.short)
