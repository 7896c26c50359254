"""The rule pack as a whole: what is loaded, and every cross-check that stops the start."""

from pathlib import Path

import pytest

from intake.questionnaire.errors import ProtocolError
from intake.routing import decision
from intake.routing.protocol import load_protocol
from intake.routing.rules import NEVER
from intake.routing.urgency import DISPOSITIONS, Pathway, Urgency, most_urgent
from tests.intake.rule_pack import altered, protocol


def test_what_is_loaded() -> None:
    pack = protocol()
    assert (pack.version, len(pack.digest), pack.languages) == ("test.7", 64, ("en", "es"))
    assert [rule.id for rule in pack.red_flags] == ["E01", "E04", "E05", "E20", "U01", "U07", "G03", "G15"]
    assert pack.missing_answers == "G15"
    assert pack.red_flags[-1].when == NEVER
    assert pack.red_flags[1].signed == "A. Lead, 2026-11-01"
    assert pack.red_flags[3].private
    assert pack.phrase_flags["T01"].matches == ("saddle_numbness",)
    assert pack.blocks.implied["hands_on"] == {"hands_on", "manipulation", "deep_pressure"}
    assert pack.blocks.rules[0].fired_by == (Urgency.EMERGENCY, Urgency.URGENT)
    assert pack.scores[2].scores[Pathway.MASSAGE] == 2
    assert not pack.sources["policy"].read
    assert pack.sources["policy"].year is None
    assert set(pack.screen_items) == {"nerves", "heart", "harm", "general"}
    assert pack.emergency_items == {"nerves", "heart", "harm", "jaw", "sign_since"}
    assert pack.flagged_items == {"nerves", "heart", "harm", "general", "jaw", "sign_since"}
    assert pack.warning_items == pack.flagged_items


def test_the_documented_example_is_a_decision(tmp_path: Path) -> None:
    copy = altered(tmp_path, "decision.yaml", "screen_sections", "screen_sections")
    example = decision.EXAMPLE.replace(", home_exercises: self_care", "")
    (copy / "decision.yaml").write_text(example, encoding="utf-8")
    words = copy / "wording"
    for path in words.iterdir():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  R02")]
        path.write_text("\n".join(lines), encoding="utf-8")
    loaded = load_protocol(copy).decision
    assert loaded.ties.margin == 2
    assert loaded.preference.pathways == {"massage": Pathway.MASSAGE}


def test_a_pack_may_do_without_a_rule_for_missing_answers(tmp_path: Path) -> None:
    line = "  - {id: G15, urgency: gp_review, fired_by: missing_answers, sources: [policy]}\n"
    copy = altered(tmp_path, "red_flags.yaml", line, "")
    for path in (copy / "wording").iterdir():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  G15")]
        path.write_text("\n".join(lines), encoding="utf-8")
    assert load_protocol(copy).missing_answers == ""


def test_blocks_may_imply_nothing(tmp_path: Path) -> None:
    line = "implies: {hands_on: [manipulation], manipulation: [deep_pressure]}\n"
    assert load_protocol(altered(tmp_path, "blocks.yaml", line, "")).blocks.implied["hands_on"] == {"hands_on"}


def test_the_most_urgent() -> None:
    assert most_urgent([]) is None
    assert most_urgent([None, Urgency.GP_REVIEW, Urgency.EMERGENCY, Urgency.URGENT]) is Urgency.EMERGENCY
    assert DISPOSITIONS[:3] == (Urgency.EMERGENCY, Urgency.URGENT, Urgency.GP_REVIEW)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("red_flags.yaml", "id: E04", "id: e04", "red_flags.yaml:4: expected an id such as E01, found 'e04'"),
        ("red_flags.yaml", "id: E04", "id: E01", "red_flags.yaml:4: rule id 'E01' is used twice"),
        ("red_flags.yaml", "id: E04", "id: B02", "blocks.yaml:6: rule id 'B02' is used twice"),
        (
            "red_flags.yaml",
            "urgency: urgent",
            "urgency: soon",
            "red_flags.yaml:7: unknown urgency 'soon', expected one of gp_review, urgent, emergency",
        ),
        ("red_flags.yaml", "when: chest_pain", "when: chest_ache", "red_flags.yaml:4: unknown fact 'chest_ache'"),
        (
            "red_flags.yaml",
            "[leaflet, policy]",
            "[leaflet, blog]",
            "red_flags.yaml:4: unknown source 'blog', expected one of leaflet, policy",
        ),
        ("red_flags.yaml", "signed: null", "signed: 3", "red_flags.yaml:3: expected a text, found 3"),
        (
            "red_flags.yaml",
            "when: chest_pain, ",
            "",
            "red_flags.yaml:4: expected either when or fired_by, found neither",
        ),
        (
            "red_flags.yaml",
            "when: chest_pain,",
            "when: chest_pain, fired_by: missing_answers,",
            "red_flags.yaml:4: expected either when or fired_by, found when and fired_by",
        ),
        (
            "red_flags.yaml",
            "when: chest_pain,",
            "fired_by: hunch,",
            "red_flags.yaml:4: unknown cause 'hunch', expected one of missing_answers",
        ),
        (
            "red_flags.yaml",
            "when: chest_pain,",
            "fired_by: missing_answers,",
            "red_flags.yaml:10: expected one rule with fired_by: missing_answers, found another",
        ),
        ("red_flags.yaml", 'version: "test.7"\n', "", "red_flags.yaml:1: missing key 'version'"),
        (
            "blocks.yaml",
            "hands_on: [manipulation],",
            "heating: [manipulation],",
            "blocks.yaml:2: 'heating' is no technique",
        ),
        (
            "blocks.yaml",
            "hands_on: [manipulation],",
            "hands_on: [thrust],",
            "blocks.yaml:2: unknown technique 'thrust'",
        ),
        ("blocks.yaml", "self_care: []", "yoga: []", "blocks.yaml:3: 'yoga' is no pathway"),
        ("blocks.yaml", ", self_care: []", "", "blocks.yaml:3: pathway 'self_care' is missing"),
        ("blocks.yaml", "blocks: [manipulation]", "blocks: [thrust]", "blocks.yaml:6: unknown technique 'thrust'"),
        (
            "blocks.yaml",
            "fired_by: [emergency, urgent]",
            "fired_by: [emergency, soon]",
            "blocks.yaml:5: unknown urgency 'soon'",
        ),
        (
            "blocks.yaml",
            "when: pregnant",
            "fired_by: [urgent]",
            "blocks.yaml:7: expected no except: an urgency lifts no block",
        ),
        ("pathways.yaml", "{self_care: 5}", "{yoga: 5}", "pathways.yaml:2: 'yoga' is no pathway"),
        (
            "pathways.yaml",
            "{self_care: 5}",
            "{self_care: lots}",
            "pathways.yaml:2: expected a whole number, found 'lots'",
        ),
        (
            "phrases.yaml",
            "matches: [saddle_numbness]",
            "matches: [places]",
            "phrases.yaml:7: unknown truth fact 'places'",
        ),
        ("sources.yaml", "year: 2020", "year: 20", "sources.yaml:1: expected a whole number from 1900, found 20"),
        ("decision.yaml", "[keeping_you_safe]", "[safety]", "decision.yaml:1: unknown section 'safety'"),
        ("decision.yaml", "urgent: gp_review, gp", "gp", "decision.yaml:2: urgency 'urgent' is missing"),
        (
            "decision.yaml",
            "urgent: gp_review, gp",
            "urgent: human_review, gp",
            "decision.yaml:2: unknown urgency 'human_review'",
        ),
        ("decision.yaml", "{count: 2", "{count: 0", "decision.yaml:3: expected a whole number from 1, found 0"),
        ("decision.yaml", "[deep_pressure]", "[thrust]", "decision.yaml:5: unknown technique 'thrust'"),
        ("decision.yaml", "[places, duration_days", "[places, how_long", "decision.yaml:6: unknown fact 'how_long'"),
        (
            "decision.yaml",
            "limit_days: 14",
            "limit_days: 6",
            "decision.yaml:10: expected a whole number from 7, found 6",
        ),
        (
            "decision.yaml",
            "massage, chiropractic], self_care_when",
            "massage], self_care_when",
            "decision.yaml:11: 'chiropractic' is missing from the order",
        ),
        ("decision.yaml", "{fact: preference,", "{fact: pain_now,", "decision.yaml:12: unknown code fact 'pain_now'"),
        (
            "decision.yaml",
            "home_exercises: self_care",
            "yoga: self_care",
            "decision.yaml:12: 'yoga' is no option of 'preference'",
        ),
        (
            "decision.yaml",
            "default_pathway: physiotherapy",
            "default_pathway: yoga",
            "decision.yaml:13: unknown pathway 'yoga'",
        ),
        (
            "decision.yaml",
            "review_after_visits: 6",
            "review_after_visits: 0",
            "decision.yaml:14: expected a whole number from 1, found 0",
        ),
        (
            "decision.yaml",
            "urgency: gp_review, sources",
            "urgency: soon, sources",
            "decision.yaml:9: unknown urgency 'soon'",
        ),
    ],
)
def test_what_stops_the_start(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        load_protocol(altered(tmp_path, file, old, new))
    assert str(caught.value).startswith(message)
