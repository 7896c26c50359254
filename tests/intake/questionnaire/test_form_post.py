"""One page as a form posts it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from clinic.phone_numbers import least_digits
from intake import protocol_store
from intake.questionnaire.answers import PageParse, parse_page
from tests.intake.rule_pack import TODAY, protocol

QUESTIONNAIRE = protocol().questionnaire


def post(page: str, **fields: Sequence[str]) -> PageParse:
    names = {name.replace("__", "-"): value for name, value in fields.items()}
    return parse_page(QUESTIONNAIRE, QUESTIONNAIRE.page(page), names, TODAY)


def test_a_whole_page() -> None:
    fields: Mapping[str, Sequence[str]] = {
        "name": [" Alex "],
        "birth_date__day": ["4"],
        "birth_date__month": ["06"],
        "birth_date__year": ["1984"],
        "sex": ["female"],
        "csrfmiddlewaretoken": ["x"],
    }
    assert post("you", **fields) == PageParse({"name": "Alex", "birth_date": "1984-06-04", "sex": "female"}, {})


def test_an_empty_page_asks_for_what_is_required() -> None:
    assert post("you") == PageParse({}, {"name": "required", "birth_date": "required"})
    assert post("nerves", nerves=[" "]).errors == {"nerves": "required"}


def test_a_single_value_that_came_without_a_list() -> None:
    assert post("nerves", nerves="none").values == {"nerves": ["none"]}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": "31", "month": "2", "year": "1984"}, "date_impossible"),
        ({"day": "", "month": "2", "year": "1984"}, "date_day"),
        ({"day": "x", "month": "2", "year": "1984"}, "date_day"),
        ({"day": "\u0664", "month": "2", "year": "1984"}, "date_day"),
        ({"day": "32", "month": "0", "year": "1984"}, "date_day_month"),
        ({"day": "14", "month": "", "year": ""}, "date_month_year"),
        ({"day": "14", "month": "13", "year": "1984"}, "date_month"),
        ({"day": "", "month": "2", "year": "84"}, "date_day_year"),
        ({"day": "x", "month": "y", "year": "z"}, "date_impossible"),
        ({"day": "1", "month": "2", "year": "84"}, "date_too_old"),
        ({"day": "5", "month": "14", "year": "1968"}, "date_order"),
        ({"day": "1", "month": "2", "year": "9" * 5000}, "date_too_old"),
        ({"day": "21", "month": "11", "year": "2026"}, "date_future"),
        ({"day": "1", "month": "1", "year": "1900"}, "date_too_old"),
    ],
)
def test_a_date_in_three_boxes(fields: dict[str, str], code: str) -> None:
    posted = {f"birth_date__{box}": [value] for box, value in fields.items()}
    assert post("you", **posted).errors["birth_date"] == code


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"duration__number": ["3"], "duration__unit": ["weeks"]}, {"number": 3, "unit": "weeks"}),
        ({"duration__number": [""], "duration__unit": ["weeks"], "duration__unknown": ["on"]}, "not_sure"),
        ({"duration__day": ["1"], "duration__month": ["11"], "duration__year": ["2026"]}, {"date": "2026-11-01"}),
        ({"duration__number": ["3"]}, "unit_missing"),
        ({"duration__unit": ["weeks"]}, "number_digits"),
        ({"duration__number": ["three"]}, "number_and_unit"),
        ({"duration__number": ["3"], "duration__unit": ["weeks"], "duration__unknown": ["on"]}, "answer_and_unsure"),
        ({"duration__day": ["1"], "duration__unknown": ["on"]}, "answer_and_unsure"),
        ({"duration__number": ["3"], "duration__day": ["1"]}, "number_and_date"),
        (
            {"duration__number": ["3"], "duration__day": ["1"], "duration__month": ["1"], "duration__year": ["2026"]},
            "number_and_date",
        ),
        ({"duration__number": ["three"], "duration__unit": ["weeks"]}, "number_digits"),
        ({"duration__number": ["3"], "duration__unit": ["moons"]}, "unknown_option"),
        ({"pain_now": ["7"]}, 7),
        ({"pain_now": ["not_sure"]}, "not_sure"),
        ({"pain_now": ["11"]}, "number_range"),
        ({"pain_now": ["7", "8"]}, "choose_one"),
        ({"weeks": ["12"]}, 12),
        ({"weeks": ["12"], "weeks__unknown": ["on"]}, "answer_and_unsure"),
        ({"weeks__unknown": ["on"]}, "not_sure"),
        ({"weeks": ["1.5"]}, "number_digits"),
        ({"weeks": ["9" * 5000]}, "number_range"),
        ({"function": ["mild", "severe"]}, "choose_one"),
    ],
)
def test_numbers_and_durations(fields: dict[str, list[str]], expected: Any) -> None:
    parsed = post("pain", **fields)
    link_id = next(iter(fields)).split("__")[0]
    assert {**parsed.errors, **parsed.values}[link_id] == expected


def test_places_and_words() -> None:
    parsed = post("where", places=["calf_l", "neck_m"], worst_place=["neck_m"], own_words=["it hurts"])
    assert parsed == PageParse({"places": ["calf_l", "neck_m"], "worst_place": "neck_m", "own_words": "it hurts"}, {})


def test_ticks_that_contradict() -> None:
    assert post("nerves", nerves=["none", "saddle_numbness"]).errors == {"nerves": "none_with_tick"}
    assert post("health", health=["none"], story=["a\x00"]).errors == {"story": "bad_characters"}


@pytest.mark.parametrize(
    ("phone", "country", "error"),
    [
        ("555 01", "", "phone_short"),
        ("555-0142", "", None),
        ("555-0142", "CA", "phone_area"),
        ("555 01", "CA", "phone_area"),
        ("(416) 555-0142", "CA", None),
        ("1 416 555 0142", "US", None),
        ("+45 32 12 34 56", "CA", None),
        ("011 45 32 12 34 56", "CA", None),
        ("612 34 56 78", "ES", None),
        ("01 555 0142", "IE", None),
        ("555 0142", "GB", "phone_area"),
        ("", "CA", "required"),
    ],
)
def test_a_phone_number_is_whole_enough_to_call(phone: str, country: str, error: str | None) -> None:
    packaged = protocol_store.questionnaire()
    page = next(page for page in packaged.pages if any(item.link_id == "phone" for item in page.items))
    found = parse_page(packaged, page, {"phone": [phone]}, TODAY, least_digits(country)).errors
    assert found.get("phone") == error


@pytest.mark.parametrize(
    ("email", "errors"),
    [("alex@", {"email": "email_short"}), ("alex@mail", {"email": "email_short"}), ("alex@mail.example", {}), ("", {})],
)
def test_an_address_that_is_not_finished_is_said(email: str, errors: dict[str, str]) -> None:
    packaged = protocol_store.questionnaire()
    page = next(page for page in packaged.pages if any(item.link_id == "email" for item in page.items))
    found = parse_page(packaged, page, {"email": [email]}, TODAY).errors
    assert {name: code for name, code in found.items() if name == "email"} == errors
