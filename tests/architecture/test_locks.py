"""The lock files: pinned, hashed, free of addresses, and one set of versions.

In: requirements/*.lock and pyproject.toml. Out: failures that name the line.
"""

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = sorted((PROJECT / "requirements").glob("*.lock"))


def entries(lock: Path) -> dict[str, str]:
    """Package name -> its whole entry: version, marker and hashes."""
    joined = lock.read_text().replace("\\\n", " ")
    lines = [re.sub(r"\s+", " ", line).strip() for line in joined.splitlines()]
    return {re.split(r"[=\[ ]", line)[0]: line for line in lines if line and not line.startswith("#")}


def test_there_are_locks() -> None:
    assert [lock.name for lock in LOCKS] == ["dev.lock", "run.lock", "uv.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_entry_is_pinned_and_hashed(lock: Path) -> None:
    for name, entry in entries(lock).items():
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_address_or_path_is_inside(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash)", text, re.MULTILINE)
    assert not re.search(r" @ |^[./]", text, re.MULTILINE)


def test_the_development_lock_holds_all_of_the_run_lock() -> None:
    run, dev = (entries(PROJECT / "requirements" / name) for name in ("run.lock", "dev.lock"))
    assert {name: entry for name, entry in run.items() if dev.get(name) != entry} == {}


def test_every_wanted_package_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    wanted = {"run.lock": project["dependencies"], "dev.lock": project["optional-dependencies"]["dev"]}
    for lock, requirements in wanted.items():
        names = {re.split(r"[^A-Za-z0-9_-]", line)[0].lower().replace("_", "-") for line in requirements}
        assert names <= set(entries(PROJECT / "requirements" / lock))
