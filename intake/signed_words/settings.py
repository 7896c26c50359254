"""Sources and decision settings in words. In: a part's plain value as it is signed. Out: its rows."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from intake.signed_words.conditions import outline
from intake.signed_words.naming import Naming, plain
from intake.signed_words.rows import Row, row

Value = Mapping[str, Any]


def source(value: Value, names: Naming) -> Iterator[Row]:
    """What rules rest on."""
    yield row("Title", value["title"])
    yield row("Year", str(value["year"]) if value.get("year") else "not known")
    yield row("Read", "yes" if value.get("read") else "no: check it before a rule that rests on it is signed")
    for key in ("url", "note"):
        if value.get(key):
            yield row({"url": "Address", "note": "What was read"}[key], value[key])


def _screen(value: Any, names: Naming) -> Iterator[Row]:
    yield row("Warning questions stand under", *map(names.code, value))


def _not_ruled_out(value: Any, names: Naming) -> Iterator[Row]:
    yield row("Gives at least", *(f"{names.outcome(at)} left open: {_least(to, names)}" for at, to in value.items()))


def _least(code: str, names: Naming) -> str:
    return "only that a person looks" if code == "human_review" else names.outcome(code)


def _unknown_limit(value: Any, names: Naming) -> Iterator[Row]:
    yield row("Open answers on one warning page", f"{value['count']} or more")
    yield row("Give", names.outcome(value["urgency"]))


def _vulnerable(value: Any, names: Naming) -> Iterator[Row]:
    yield Row("For whom one open answer is enough", outline(value["when"], names))
    yield row("Gives", names.outcome(value["urgency"]))


def _unknown_blocks(value: Any, names: Naming) -> Iterator[Row]:
    yield row("Ruled out while any block cannot be excluded", *map(names.technique, value), flow=True)


def _near_empty(value: Any, names: Naming) -> Iterator[Row]:
    missing = (names.question(names.link_id(fact) or fact) for fact in value["facts"])
    yield row("Too empty when one of these is missing", *missing)
    yield row("Or when this share of the warning questions is open", f"{value['share_percent']} %")
    yield row("Gives", names.outcome(value["urgency"]))


def _self_care(value: Any, names: Naming) -> Iterator[Row]:
    yield Row("Offered only when", outline(value["when"], names))
    yield row("We check on the patient", f"on day {value['check_in_days']}")
    yield row("Come and see us if it is still there", f"on day {value['limit_days']}")


def _ties(value: Any, names: Naming) -> Iterator[Row]:
    yield row("Pathways count as level", f"less than {value['margin']} points apart")
    order = ("what the patient asked for" if code == "preference" else names.outcome(code) for code in value["order"])
    yield row("Then the first of these", *order)
    yield Row("Home plan among them only when", outline(value["self_care_when"], names))


def _preference(value: Any, names: Naming) -> Iterator[Row]:
    link_id = names.link_id(value["fact"])
    yield row("The question", names.question(link_id or value["fact"]))
    options = value["pathways"].items()
    yield row("What each answer asks for", *(f"{names.option(link_id, at)}: {names.outcome(to)}" for at, to in options))


def _default(value: Any, names: Naming) -> Iterator[Row]:
    yield row("When nothing speaks for a pathway", names.outcome(value))


def _package(value: Any, names: Naming) -> Iterator[Row]:
    yield row("These pathways", *map(names.outcome, value["pathways"]))
    yield row("Never come without", *map(names.code, value["add"]))
    yield row("A clinician reviews after", f"{value['review_after_visits']} visits")


SETTINGS: Mapping[str, tuple[str, Callable[[Any, Naming], Iterator[Row]]]] = MappingProxyType(
    {
        "screen_sections": ("Where the warning questions stand", _screen),
        "not_ruled_out": ("A rule that missing answers leave open", _not_ruled_out),
        "unknown_limit": ("Many open answers", _unknown_limit),
        "vulnerable": ("Patients who are easily harmed", _vulnerable),
        "unknown_blocks": ("Blocks that cannot be excluded", _unknown_blocks),
        "near_empty": ("A form too empty to choose from", _near_empty),
        "self_care": ("Home plan", _self_care),
        "ties": ("Pathways that score level", _ties),
        "preference": ("What the patient asks for", _preference),
        "default_pathway": ("No pathway scores", _default),
        "package": ("Hands-on care never stands alone", _package),
    }
)


def setting_title(name: str) -> str:
    """What a decision setting is called."""
    return SETTINGS[name][0] if name in SETTINGS else plain(name).capitalize()
