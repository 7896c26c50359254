"""The same content has the same digest; any change of content another."""

from pathlib import Path

import pytest

from intake.questionnaire.digest import digest_of
from intake.questionnaire.source_file import DataFolder
from tests.intake.rule_pack import PACK, altered

DIGEST = digest_of(DataFolder(PACK))


def test_comments_and_key_order_do_not_count(tmp_path: Path) -> None:
    copy = altered(tmp_path, "questionnaire.yaml", "# A small", "# Another")
    (copy / "sources.yaml").write_text("\n".join(reversed((copy / "sources.yaml").read_text().splitlines())))
    assert digest_of(DataFolder(copy)) == DIGEST


@pytest.mark.parametrize("file", ["questionnaire.yaml", "wording/en.yaml", "body_map/v1/zones.yaml"])
def test_content_counts(tmp_path: Path, file: str) -> None:
    word = "your_pain" if "zones" not in file else "calf_l"
    assert digest_of(DataFolder(altered(tmp_path, file, word, "changed"))) != DIGEST


def test_pictures_count(tmp_path: Path) -> None:
    copy = altered(tmp_path, "questionnaire.yaml", "# A small", "# A small")
    (copy / "body_map/v1/back.svg").write_text("<svg/>")
    one = digest_of(DataFolder(copy))
    (copy / "body_map/v1/back.svg").write_text("<svg />")
    assert len({DIGEST, one, digest_of(DataFolder(copy))}) == 3


def test_some_files_only() -> None:
    assert digest_of(DataFolder(PACK), ("facts.yaml",)) != DIGEST
