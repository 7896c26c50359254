"""The estimate of how long the intake takes: printed by every run of the tests, and held to six minutes."""

from dataclasses import replace

import pytest
from django.utils import translation
from django.utils.translation import gettext

from clinic.languages import code_of
from intake import protocol_store
from intake.views.start import MINUTES
from tests.path_times import (
    OWN_WORDS_PER_MINUTE,
    Effort,
    count,
    everyday_cases,
    journeys,
    middle_and_late,
    report,
    start_page,
    start_text,
)
from tests.vignette_cases import vignettes

MEDIAN_MINUTES, LATE_MINUTES = 6.0, 10.0
# What was reached at the rate of each language itself: docs/adr/0017.
OWN_MEDIAN_MINUTES = {"en": 6.0, "fr-CA": 6.8, "es": 6.4}


def test_half_of_everyday_patients_are_done_in_six_minutes(capsys: pytest.CaptureFixture[str]) -> None:
    protocol = protocol_store.protocol()
    with capsys.disabled():
        print("\nTime to fill in,", "\n".join(report(protocol)), end=" ")
    middle, late = middle_and_late(journeys(protocol, everyday_cases()))
    assert middle <= MEDIAN_MINUTES and late <= LATE_MINUTES


@pytest.mark.parametrize("language", ["fr-CA", "es"])
def test_other_languages_ask_no_more_of_a_reader(language: str) -> None:
    middle, late = middle_and_late(journeys(protocol_store.protocol(), everyday_cases(), language))
    assert middle <= MEDIAN_MINUTES and late <= LATE_MINUTES


@pytest.mark.parametrize("language", ["en", "fr-CA", "es"])
def test_the_slowest_rate_found_for_a_language_is_held_too_and_the_start_page_says_so(language: str) -> None:
    found = journeys(protocol_store.protocol(), everyday_cases(), language)
    middle, _ = middle_and_late(found, OWN_WORDS_PER_MINUTE[language])
    assert middle <= OWN_MEDIAN_MINUTES[language] and round(middle) <= MINUTES[language]


def test_an_emergency_is_counted_like_everyone_else_and_more_answers_take_longer() -> None:
    protocol = protocol_store.protocol()
    case = next(case for case in vignettes() if case.id == "desk_knot")
    longer = replace(case, told={**case.told, "own_words": "It aches when I sit for long"})
    quick, slow = (journeys(protocol, [each])[0].effort for each in (case, longer))
    assert slow.characters - quick.characters == 28 and slow.minutes() > quick.minutes()


@pytest.mark.parametrize(
    ("language", "warned"),
    [
        ("en", "In an emergency, call your emergency number. We do not watch this form all day."),
        (
            "fr-CA",
            "En cas d’urgence, appelez votre numéro d’urgence. Nous ne surveillons pas ce formulaire toute la journée.",
        ),
        ("es", "En una emergencia, llame a su número de emergencia. No siempre hay quien vea este formulario."),
    ],
)
def test_the_start_page_counts_its_emergency_box_and_not_the_trap(language: str, warned: str) -> None:
    page = start_page(language)
    read = " ".join(start_text(page).split())
    with translation.override(code_of(language)):
        trap = gettext("Leave this empty")
    assert warned in read and trap in page and trap not in read


def test_what_the_minutes_are_made_of() -> None:
    assert count("The pill, patch or hormone tablets (estrogen)") == 7
    assert Effort(words=238).minutes() == pytest.approx(1)
    assert Effort(answers=10, taps=10, pages=10).minutes() * 60 == pytest.approx(36.5)
    assert Effort(words=183).minutes(183) == pytest.approx(1)
