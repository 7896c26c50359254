"""Times in free text, in English, French and Spanish, misspelt ones too: how long people say it has been so."""

from datetime import date

import pytest

from intake import protocol_store
from intake.questionnaire.errors import ProtocolError
from intake.questionnaire.source_file import source_of
from intake.questionnaire.told_times import Apart, ToldTime, read_times

TODAY = date(2026, 11, 20)

TOLD = [
    # English
    ("I have had this for years", (730, None)),
    ("it started 3 weeks ago", (21, 21)),
    ("since this morning", (0, 0)),
    ("sore for a couple of weeks", (14, 14)),
    ("my back hurts, for over ten years", (3650, 3650)),
    ("2yrs now", (730, 730)),
    ("pain for 2.5 years", (730, 730)),
    ("since 2019", (2516, 2880)),
    ("had it all my life", (7300, None)),
    ("sore for ages", (180, None)),
    ("began yesterday", (1, 1)),
    ("it started after my surgery 3 years ago", (1095, 1095)),
    ("sinse yesturday", (1, 1)),
    ("fo yeers", (730, None)),
    ("3 weaks agoe", (21, 21)),
    ("it started 3 weeks ago after a day of gardening", (21, 21)),
    ("it started 3 weeks ago at work", (21, 21)),
    # French as in Canada
    ("depuis des années", (730, None)),
    ("il y a 3 semaines", (21, 21)),
    ("y'a trois semaines", (21, 21)),
    ("ça fait 2 ans", (730, 730)),
    ("depuis ce matin", (0, 0)),
    ("depuis l’an passé", (365, 365)),
    ("depui une couple de semaines", (14, 14)),
    ("j'ai ça depuis longtemps", (120, None)),
    ("toute ma vie", (7300, None)),
    ("ça a commencé hier soir", (1, 1)),
    ("depuis 2019", (2516, 2880)),
    ("depui kelkes jours, ya 3 moi", (90, 90)),
    # Spanish
    ("desde hace años", (730, None)),
    ("hace 3 semanas", (21, 21)),
    ("tres semanas atrás", (21, 21)),
    ("desde esta mañana", (0, 0)),
    ("llevo tres meses con dolor", (90, 90)),
    ("me duele desde niña", (3650, None)),
    ("empezó ayer", (1, 1)),
    ("hase dos anios", (730, 730)),
    ("toda la vida", (7300, None)),
    ("desde 2019", (2516, 2880)),
]
NOT_TOLD = [
    "I have worked at a desk for 10 years",
    "my operation was 3 years ago",
    "worse over the last few days",
    "it comes 3 times a week",
    "I am 45 years old",
    "3 weeks",
    "two of them",
    "weeks",
    "for a long walk",
    "since 1850",
    "since 2026",
    "since 2030",
    "no pain before last week",
    "je travaille de nuit depuis 10 ans",
    "pire depuis 2 jours",
    "deux fois par semaine",
    "trabajo en una oficina desde hace 10 años",
    "peor desde hace 2 días",
    "It started after a day of gardening",
    "it began with two days of heavy lifting at work, and started after a week",
    "ça a commencé après une journée de jardinage",
    "empezó después de un día de jardinería",
    "for 999999 days",
    "",
]


@pytest.mark.parametrize(("text", "days"), TOLD)
def test_a_time_is_heard(text: str, days: tuple[int, int | None]) -> None:
    told = times_in(text)
    assert [(one.least, one.most) for one in told] == [days]
    assert told[0].link_id == "own_words" and told[0].words


@pytest.mark.parametrize("text", NOT_TOLD)
def test_other_times_are_let_pass(text: str) -> None:
    assert times_in(text) == ()


def test_each_time_is_told_once_with_the_words_around_it() -> None:
    told = times_in("Knee pain for years. It began 3 weeks ago! For years.")
    assert [(one.least, one.words) for one in told] == [(730, "pain for years"), (21, "it began 3 weeks ago")]


@pytest.mark.parametrize(
    ("given", "told", "meant"),
    [
        (3, ToldTime(730, None, ""), 730),
        (300, ToldTime(730, None, ""), None),  # less than a factor of three
        (4000, ToldTime(730, None, ""), None),  # or more
        (21, ToldTime(21, 21, ""), None),
        (7, ToldTime(21, 21, ""), 21),
        (8, ToldTime(21, 21, ""), None),
        (63, ToldTime(21, 21, ""), 21),
        (2, ToldTime(7, 7, ""), None),  # less than a week apart
        (40, ToldTime(0, 0, ""), 0),
        (6, ToldTime(0, 0, ""), None),
        (2600, ToldTime(2516, 2880, ""), None),
    ],
)
def test_when_two_times_clearly_differ(given: int, told: ToldTime, meant: int | None) -> None:
    assert told.other_than(given, Apart(factor=3, days=7)) == meant


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{fact: moon, clear: {factor: 3, days: 7}, words: {}}", "unknown number fact 'moon'"),
        ("{fact: days, clear: {factor: 1, days: 7}, words: {}}", "expected a whole number from 2, found 1"),
        ("{fact: days, clear: {factor: 3, days: 7}, words: {en: {before: [for]}}}", "missing key 'after'"),
        ("{fact: days, clear: {factor: 3}, words: {}}", "missing key 'days'"),
    ],
)
def test_faults_name_their_line(text: str, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        read_times(source_of("phrases.yaml", text), ("days",))
    assert message in str(caught.value) and str(caught.value).startswith("phrases.yaml:1: ")


def test_every_language_has_its_words() -> None:
    times = protocol_store.questionnaire().times
    assert times is not None and set(times.languages) == set(protocol_store.languages())


def times_in(text: str) -> tuple[ToldTime, ...]:
    times = protocol_store.questionnaire().times
    assert times is not None
    return times.times_in(text, TODAY, "own_words")
