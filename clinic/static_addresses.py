"""Addresses of static files that change with the file: tokens.css?v=1f0c9a2b. Other content is another address, so a
browser may keep what it has for long. In: a file's name. Out: its address."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class AddressedByContent(StaticFilesStorage):
    """What {% static %} and static() ask for an address."""

    def url(self, name: str | None) -> str:
        """The file's address with its version; the bare address of a file that is not there."""
        address, version = super().url(name), version_of(name or "")
        return f"{address}?v={version}" if version else address


@cache
def version_of(name: str) -> str:
    """Eight hex digits of the file's sha256, read once in a process; "" for no file."""
    found = finders.find(name) if name else None
    return sha256(Path(found).read_bytes()).hexdigest()[:8] if found else ""
