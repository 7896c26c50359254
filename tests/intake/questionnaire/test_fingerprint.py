"""A question's fingerprint: the same until what is asked, or how it is said, changes."""

from pathlib import Path

from intake.questionnaire.definition import load_questionnaire
from intake.questionnaire.fingerprint import fingerprints_of
from intake.questionnaire.wording import load_wording
from tests.intake.rule_pack import PACK, altered


def fingerprints(folder: Path) -> dict[str, str]:
    return dict(fingerprints_of(load_questionnaire(folder), load_wording(folder, "en")))


def test_only_the_changed_question_has_another_fingerprint(tmp_path: Path) -> None:
    before = fingerprints(PACK)
    assert all(len(each) == 16 for each in before.values()) and before == fingerprints(PACK)
    after = fingerprints(altered(tmp_path, "questionnaire.yaml", "min: 1, max: 42", "min: 1, max: 41"))
    assert [link_id for link_id in before if before[link_id] != after[link_id]] == ["weeks"]
