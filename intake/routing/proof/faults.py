"""Faults planted in a copy of the data, each of a kind that a tired person could make. In: a data folder and a seed.
Out: Faults: what was changed, where, and the changed files as plain values."""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from intake.questionnaire.source_file import DataFolder
from intake.routing.urgency import Pathway, Urgency

RED_FLAGS, BLOCKS, SCORES, DECISION, PHRASES, FACTS, QUESTIONS, WORDS = FILES = (
    "red_flags.yaml", "blocks.yaml", "pathways.yaml", "decision.yaml", "phrases.yaml", "facts.yaml",
    "questionnaire.yaml", "wording/en.yaml",
)  # fmt: skip
TURNED = {"at_least": "less_than", "at_most": "more_than", "less_than": "at_least", "more_than": "at_most"}
HIGHER = ("at_least", "more_than")
LOWER = {Urgency.EMERGENCY: Urgency.URGENT, Urgency.URGENT: Urgency.GP_REVIEW}
Files = dict[str, Any]
Spot = tuple[Any, Any]  # a mapping or list, and a key or place in it


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault: its kind, where it is, and the files as they then read."""

    kind: str
    where: str
    files: Files


Planter = Callable[[Files], Iterator[tuple[str, Callable[[], object]]]]


def plant(folder: Path, seed: int, each: int) -> tuple[Fault, ...]:
    """Up to `each` faults of every kind, at places that the seed chooses."""
    chance = Random(seed)  # noqa: S311 (no secret: the same seed must give the same faults)
    data = DataFolder(folder)
    files = {name: data.source(name).plain() for name in FILES}
    found: list[Fault] = []
    for kind, planter in KINDS.items():
        places = len(list(planter(files)))
        for place in sorted(chance.sample(range(places), min(each, places))):
            found.append(_planted(kind, planter, files, place))
    return tuple(found)


def _planted(kind: str, planter: Planter, files: Files, place: int) -> Fault:
    changed = copy.deepcopy(files)
    where, change = list(planter(changed))[place]
    change()
    return Fault(kind, where, changed)


def _spots(value: Any) -> Iterator[Spot]:
    """Every place inside a value, outermost first."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _spots(inner)


def _conditions(files: Files) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """(where, holder, key) of every condition that can raise an urgency or rule out a technique."""
    for file in (RED_FLAGS, BLOCKS):
        yield from ((rule["id"], rule, "when") for rule in files[file]["rules"] if "when" in rule)
    yield from ((name, files[FACTS]["derived"], name) for name in files[FACTS]["derived"])


def _inside(files: Files) -> Iterator[tuple[str, Any, Any]]:
    """(where, holder, key) of every place inside those conditions."""
    for where, holder, key in _conditions(files):
        yield where, holder, key
        yield from ((where, *spot) for spot in _spots(holder[key]))


def _numbers(files: Files) -> Iterator[tuple[str, dict[str, Any], str]]:
    for where, holder, key in _inside(files):
        if isinstance(holder, dict) and key in TURNED and isinstance(holder[key], int):
            yield where, holder, key


def operators_turned(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """At most for more than, at least for less than."""
    for where, holder, key in _numbers(files):
        yield f"{where}: {key} {holder[key]}", lambda h=holder, k=key: h.update({TURNED[k]: h.pop(k)})


def thresholds_narrowed(files: Files) -> Iterator[tuple[str, Callable[[], None]]]:
    """A bound doubled or halved, so that fewer people reach it."""
    for where, holder, key in _numbers(files):
        now = holder[key] * 2 if key in HIGHER else holder[key] // 2
        yield f"{where}: {key} {holder[key]}", lambda h=holder, k=key, n=now: h.update({k: n})


def any_for_all(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every sign wanted, where one is enough."""
    for where, holder, key in _inside(files):
        if key == "any" and len(holder[key]) > 1:
            yield where, lambda h=holder: h.update({"all": h.pop("any")})


def rules_dropped(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A red flag or a review rule left out, with its words."""
    for rules in (files[RED_FLAGS]["rules"], files[DECISION]["review_rules"]):
        for rule in rules:
            yield rule["id"], lambda r=rules, one=rule: (r.remove(one), files[WORDS]["rules"].pop(one["id"]))


def gates_removed(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A page's gate taken away beside a fact of that page."""
    gates = {page["enable_when"] for page in files[QUESTIONS]["pages"] if isinstance(page.get("enable_when"), str)}
    for where, holder, key in _inside(files):
        if key == "all" and not where.endswith("_open"):
            for gate in gates.intersection(part for part in holder[key] if isinstance(part, str)):
                yield f"{where}: {gate}", lambda parts=holder[key], one=gate: parts.remove(one)


def unknown_read_as_no(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A `possibly` left out; or missing answers that count for less."""
    for where, holder, key in _inside(files):
        if isinstance(holder[key], dict) and "possibly" in holder[key]:
            yield (
                f"{where}: possibly",
                lambda h=holder, k=key: (
                    h.update({k: h[k]["possibly"]}) if isinstance(h, dict) else h.__setitem__(k, h[k]["possibly"])
                ),
            )
    decision = files[DECISION]
    yield "not_ruled_out: emergency", lambda: decision["not_ruled_out"].update(emergency="gp_review")
    yield "unknown_limit: count", lambda: decision["unknown_limit"].update(count=9)
    yield "unknown_blocks", lambda: decision.update(unknown_blocks=[])
    for fact in decision["near_empty"]["facts"]:
        yield f"near_empty: {fact}", lambda one=fact: decision["near_empty"]["facts"].remove(one)
    yield "near_empty: share", lambda: decision["near_empty"].update(share_percent=40)


def urgencies_lowered(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """One step less urgent."""
    for rule in (*files[RED_FLAGS]["rules"], *files[PHRASES]["flags"]):
        if rule["urgency"] in LOWER:
            yield rule["id"], lambda one=rule: one.update(urgency=str(LOWER[Urgency(one["urgency"])]))


def blocks_emptied(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A block that rules nothing out, or one technique less; a pathway that needs nothing; no technique implied."""
    blocks = files[BLOCKS]
    for rule in blocks["rules"]:
        yield f"{rule['id']}: blocks nothing", lambda one=rule: one.update(blocks=[])
        yield f"{rule['id']}: not {rule['blocks'][0]}", lambda one=rule: one["blocks"].pop(0)
    for pathway, needed in blocks["modalities"].items():
        if needed:
            yield f"{pathway}: needs nothing", lambda one=pathway: blocks["modalities"].update({one: []})
    for technique in blocks["implies"]:
        yield f"{technique}: implies nothing", lambda one=technique: blocks["implies"].pop(one)


def pages_hidden(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A page of warnings kept from those with little pain."""
    for page in files[QUESTIONS]["pages"]:
        gate = page.get("enable_when")
        signs = any("tell_someone" in item.get("exclusive", ()) for item in page["items"])
        if gate is not None and signs and files[QUESTIONS]["pages"].index(page) > _place_of(files, "how_bad"):
            strong = {"all": [gate, {"pain_level": {"at_least": 4}}]}
            yield page["id"], lambda one=page, now=strong: one.update(enable_when=now)


def ties_changed(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """Another margin, order, default, or limit of self-care."""
    decision = files[DECISION]
    ties = decision["ties"]
    yield "margin", lambda: ties.update(margin=1)
    yield "order: wish last", lambda: ties["order"].append(ties["order"].pop(0))
    yield (
        "order: physiotherapy last",
        lambda: (ties["order"].remove("physiotherapy"), ties["order"].append("physiotherapy")),
    )
    yield "self_care_when", lambda: ties.update(self_care_when={"pain_level": {"at_most": 10}})
    yield "default_pathway", lambda: decision.update(default_pathway=str(Pathway.MASSAGE))
    yield "self_care limits", lambda: decision["self_care"].update(when={"pain_level": {"at_most": 10}})


def scores_turned(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A score with the wrong sign."""
    for rule in files[SCORES]["rules"]:
        for pathway, score in rule["scores"].items():
            yield f"{rule['id']}: {pathway}", lambda one=rule, way=pathway, now=-score: one["scores"].update({way: now})


def explained_away(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A red flag that another warning, or a wish, takes away."""
    for rule in files[RED_FLAGS]["rules"]:
        if "when" in rule:
            for what in ("weight_loss", {"preference": {"is": "massage"}}):
                now = {"all": [rule["when"], {"not": what}]}
                yield f"{rule['id']}: not {what}", lambda one=rule, when=now: one.update(when=when)


def places_forgotten(files: Files) -> Iterator[tuple[str, Callable[[], object]]]:
    """A zone left out of a named place."""
    for where, holder, key in _inside(files):
        if key == "has_any" and len(holder[key]) > 1:
            yield f"{where}: {holder[key][0]}", lambda zones=holder[key]: zones.pop(0)


def _place_of(files: Files, page_id: str) -> int:
    return next(place for place, page in enumerate(files[QUESTIONS]["pages"]) if page["id"] == page_id)


KINDS: Mapping[str, Planter] = {
    "operator turned": operators_turned,
    "threshold narrowed": thresholds_narrowed,
    "all wanted instead of any": any_for_all,
    "rule dropped": rules_dropped,
    "gate removed": gates_removed,
    "unknown read as no": unknown_read_as_no,
    "urgency lowered": urgencies_lowered,
    "block emptied": blocks_emptied,
    "page hidden": pages_hidden,
    "tie rule changed": ties_changed,
    "score turned": scores_turned,
    "sign explained away": explained_away,
    "place forgotten": places_forgotten,
}
