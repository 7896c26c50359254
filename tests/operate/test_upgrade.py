"""An older SQLite database with answers in it is brought up to date, and keeps its rows and its triggers."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.operate.running import PROJECT

OLD = "0007_unsent_saves_may_go"
IDS = [f"{number:032x}" for number in range(4)]


def migrate(data: Path, *target: str) -> None:
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"UNKNOT_DATA": str(data)}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0", *target], cwd=PROJECT, env=env, check=True, timeout=300
    )


def row(rows: sqlite3.Connection, table: str, **values: Any) -> None:
    """A row with these values; "{}" or 0 in every other column that must hold something."""
    for _number, name, kind, must, default, _key in rows.execute(f"PRAGMA table_info({table})"):
        if must and default is None:
            values.setdefault(name, 0 if "int" in kind or kind == "bool" else "{}")
    marks = ", ".join("?" for _ in values)
    rows.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


@pytest.mark.embedded
def test_answers_of_an_older_version_stay(tmp_path: Path) -> None:
    migrate(tmp_path, "intake", OLD)
    with sqlite3.connect(tmp_path / "unknot.sqlite3") as rows:
        row(rows, "clinic_clinic", id=IDS[0])
        row(rows, "clinic_patient", id=IDS[1], clinic_id=IDS[0])
        sent = {"status": "completed", "sent_at": "2026-11-01", "answers": '{"who_for": "me"}'}
        row(rows, "intake_questionnaireresponse", id=IDS[2], clinic_id=IDS[0], patient_id=IDS[1], **sent)
        row(rows, "intake_pagesave", id=1, response_id=IDS[2])

    migrate(tmp_path)

    with sqlite3.connect(tmp_path / "unknot.sqlite3") as rows:
        assert rows.execute("PRAGMA foreign_key_check").fetchall() == []
        found = rows.execute("SELECT answers, half_typed FROM intake_questionnaireresponse").fetchall()
        assert found == [('{"who_for": "me"}', "{}")]
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            rows.execute("DELETE FROM intake_pagesave")
