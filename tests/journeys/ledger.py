"""What the database of a started Unknot says of its sheets, and the one thing the fault journeys change there: waiting.

In: a Running on SQLite. Out: states of jobs, digests of files, counts of audit rows, read beside the running processes.
"""

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from tests.operate.running import Running, until

NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
SHEETS = """FROM handouts_revision JOIN handouts_handout ON handouts_handout.id = handout_id
  JOIN clinic_job ON clinic_job.subject = handouts_revision.id
  LEFT JOIN handouts_handoutfile ON handouts_handoutfile.revision_id = handouts_revision.id
  WHERE case_id = ? ORDER BY number"""


class Ledger:
    """The sheets of one case: `case` is its path."""

    def __init__(self, started: Running, case: str) -> None:
        self.data, self.case = started.data, case.strip("/").rpartition("/")[2].replace("-", "")

    def _do(self, sql: str, *values: str) -> list[Any]:
        with closing(sqlite3.connect(self.data / "unknot.sqlite3", timeout=20, isolation_level=None)) as database:
            return database.execute(sql, values).fetchall()

    @property
    def states(self) -> list[str]:
        """The state of each version's job, the oldest first."""
        return [state for (state,) in self._do(f"SELECT state {SHEETS}", self.case)]

    @property
    def errors(self) -> list[str]:
        """What each version's job failed of last; "" where it did not."""
        return [error for (error,) in self._do(f"SELECT error {SHEETS}", self.case)]

    @property
    def being_made(self) -> list[str]:
        """The jobs that a worker holds, or held when it was killed."""
        rows = self._do(f"SELECT clinic_job.id, state {SHEETS}", self.case)
        return [job for job, state in rows if state == "leased"]

    @property
    def digests(self) -> list[str]:
        """The sha256 of each version that has its file."""
        return [digest for (digest,) in self._do(f"SELECT sha256 {SHEETS}", self.case) if digest]

    @property
    def rendered(self) -> int:
        """How often the audit says that a version of this case was rendered."""
        sql = "SELECT count(*) FROM clinic_auditevent WHERE action = 'handout.rendered' AND object_id = ?"
        return int(self._do(sql, self.case)[0][0])

    def end_leases(self, jobs: Sequence[str]) -> None:
        """As if the two minutes were over for which a killed worker held these jobs."""
        for job in jobs:
            self._do(f"UPDATE clinic_job SET lease_until = {NOW} WHERE id = ? AND state = 'leased'", job)

    def end_pauses(self) -> None:
        """As if the pause after a failed attempt were over."""
        self._do(f"UPDATE clinic_job SET next_at = {NOW} WHERE state = 'due' AND next_at > {NOW}")

    def wait_for_all(self, versions: int) -> None:
        """Wait until so many versions are made, and hold that each was made once and lies whole in its file."""
        until(lambda: self.states == ["done"] * versions, f"{versions} sheets")
        assert len(set(self.digests)) == self.rendered == versions
        for digest in self.digests:
            file = self.data / "handouts" / digest[:2] / f"{digest}.pdf"
            assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
