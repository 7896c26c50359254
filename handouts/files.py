"""The PDF files: each lies under its sha256 in the data folder, written whole or not at all.

In: bytes. Out: their sha256; and the bytes again, checked against it.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class FileDamaged(Exception):
    """The stored file is missing or is not what its name says."""


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA_DIR) / "handouts"


def path_of(sha256: str) -> Path:
    """The path of a file by its digest."""
    return folder() / sha256[:2] / f"{sha256}.pdf"


def store(content: bytes) -> str:
    """Write `content` under its digest: a temporary name, fsync, rename. OSError (disk full) leaves no file behind."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return digest


def _sync_folder(place: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def load(sha256: str) -> bytes:
    """The file's bytes, or FileDamaged: a patient never gets a file that is not the one approved."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError:
        raise FileDamaged from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileDamaged
    return content
