"""Another program fills the form in, knowing nothing but what `manage.py questionnaire --json` prints: it asks the
pages that the app would show, its answers are taken, and they are decided."""

import io
import json
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.routing.disposition import route
from tests.answers import TODAY

YES, NO, UNKNOWN = 1, 0, None
Facts = dict[str, Any]


def printed(language: str = "en") -> Mapping[str, Any]:
    out = io.StringIO()
    call_command("questionnaire", "--json", language=language, stdout=out)
    return json.loads(out.getvalue())


class Stranger:
    """The other program; everything it knows is `form`."""

    def __init__(self, form: Mapping[str, Any], chance: Random) -> None:
        self.form, self.chance = form, chance
        self.facts: Facts = {name: NO if fact["kind"] == "words" else UNKNOWN for name, fact in form["facts"].items()}
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []

    def fill_in(self) -> None:
        for page in self.form["pages"]:
            self.work_out()
            if page["enable_when"] is not None and self.truth(page["enable_when"]) == NO:
                continue
            self.asked.append(page["id"])
            for item in page["items"]:
                self.answer(item)

    def work_out(self) -> None:
        for name, condition in self.form["derived"].items():
            self.facts[name] = self.truth(condition)

    def answer(self, item: Mapping[str, Any]) -> None:
        self.answers[item["link_id"]] = answer = getattr(self, f"_{item['type']}")(item)
        self.facts.update(self.told(item, answer))

    # --- what it answers

    def _ticks(self, item: Mapping[str, Any]) -> list[str]:
        alone = [option["code"] for option in item["options"] if option["alone"]]
        if alone and self.chance.random() < 0.6:
            return alone[:1]
        return [self.chance.choice([option["code"] for option in item["options"] if not option["alone"]])]

    def _choice(self, item: Mapping[str, Any]) -> str:
        return str(self.chance.choice(item["options"])["code"])

    _place = _choice

    def _places(self, item: Mapping[str, Any]) -> list[str]:
        return [self._choice(item)]

    def _scale(self, item: Mapping[str, Any]) -> int | str:
        return self.chance.choice(["not_sure", self.chance.randint(0, 10)])

    def _number(self, item: Mapping[str, Any]) -> int:
        return self.chance.randint(item["minimum"], item["maximum"])

    def _duration(self, item: Mapping[str, Any]) -> Any:
        unit = self.chance.choice(list(self.form["days_per_unit"]))
        return self.chance.choice(["not_sure", {"number": self.chance.randint(0, 20), "unit": unit}])

    def _date(self, item: Mapping[str, Any]) -> str:
        return date(self.chance.randint(1930, 2020), 1, 1).isoformat()

    def _text(self, item: Mapping[str, Any]) -> str:
        return "x"

    _long_text = _text

    # --- what the answers tell

    def told(self, item: Mapping[str, Any], answer: Any) -> Facts:
        kind, names = item["type"], item["facts"]
        if kind == "ticks":
            rest = UNKNOWN if {"not_sure", "tell_someone"} & set(answer) else NO
            return {name: YES if name in answer else rest for name in names}
        if kind == "places":
            return self._told_places(item, answer)
        if answer == "not_sure" or not names:
            return dict.fromkeys(names, UNKNOWN)
        if kind == "duration":
            return {names[0]: answer["number"] * self.form["days_per_unit"][answer["unit"]]}
        if kind == "date":
            return {names[0]: TODAY.year - int(answer[:4])}
        return {names[0]: answer}

    def _told_places(self, item: Mapping[str, Any], answer: list[str]) -> Facts:
        zones = {option["code"] for option in item["options"]} - {"all_over", "not_sure"}
        everywhere, complete = "all_over" in answer, "not_sure" not in answer or "all_over" in answer
        known = zones if everywhere else zones & set(answer)
        return {
            "places": (known, complete) if known else UNKNOWN,
            "places_count": len(known) if complete else UNKNOWN,
            "all_over": YES if everywhere else NO if complete else UNKNOWN,
        }

    # --- Kleene's conditions

    def truth(self, condition: Mapping[str, Any]) -> int | None:
        ((key, value),) = condition.items()
        if key in ("all", "any"):
            return self._joined(key, [self.truth(part) for part in value])
        if key == "not":
            inside = self.truth(value)
            return UNKNOWN if inside is UNKNOWN else 1 - inside
        if key == "possibly":
            return NO if self.truth(value) == NO else YES
        if key == "at_least":
            truths = [self.truth(part) for part in value["of"]]
            if truths.count(YES) >= value["count"]:
                return YES
            return NO if len(truths) - truths.count(NO) < value["count"] else UNKNOWN
        return self._test(self.facts[key], value)

    def _joined(self, key: str, truths: list[int | None]) -> int | None:
        strong, weak = (NO, YES) if key == "all" else (YES, NO)
        return strong if strong in truths else UNKNOWN if UNKNOWN in truths else weak

    def _test(self, fact: Any, test: Mapping[str, Any]) -> int | None:
        ((operator, wanted),) = test.items()
        if fact is UNKNOWN:
            return UNKNOWN
        if operator == "has_any":
            known, complete = fact
            return YES if known & set(wanted) else NO if complete else UNKNOWN
        compare = {
            "is": lambda: fact == (int(wanted) if isinstance(wanted, bool) else wanted),
            "one_of": lambda: fact in wanted,
            "at_least": lambda: fact >= wanted,
            "at_most": lambda: fact <= wanted,
            "less_than": lambda: fact < wanted,
            "more_than": lambda: fact > wanted,
        }
        return YES if compare[operator]() else NO


@pytest.mark.parametrize("seed", range(40))
def test_another_program_can_fill_it_in(seed: int) -> None:
    stranger = Stranger(printed(), Random(seed))
    stranger.fill_in()
    questionnaire = protocol_store.questionnaire()
    answers = parse_answers(questionnaire, stranger.answers, TODAY)
    assert [page.id for page in questionnaire.open_pages(answers, TODAY)] == stranger.asked
    assert not answers.skipped
    found = route(protocol_store.protocol(), answers, today=TODAY)
    assert found.because.patient


@pytest.mark.parametrize("language", protocol_store.languages())
def test_every_option_and_page_has_its_words(language: str) -> None:
    form = printed(language)
    assert form["language"] == language
    assert all(page["title"] for page in form["pages"])
    options = [option for page in form["pages"] for item in page["items"] for option in item["options"]]
    assert options and all(option["label"] for option in options)


def test_an_unknown_language_is_one_line_and_exit_2() -> None:
    with pytest.raises(CommandError) as caught:
        call_command("questionnaire", language="tlh", stdout=io.StringIO())
    assert caught.value.returncode == 2 and "\n" not in str(caught.value)
