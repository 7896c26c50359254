"""A style sheet is kept by the browser, and fetched anew when it changed: its address carries its content."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client

from clinic.static_addresses import version_of
from tests.people import People

LONGEST_FORM_S = 60 * 60


@pytest.fixture
def forgotten() -> Iterator[None]:
    """As in a process that has just begun, and afterwards again."""
    version_of.cache_clear()
    yield
    version_of.cache_clear()


def test_the_address_follows_the_content(forgotten: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, versions = tmp_path / "tokens.css", []
    monkeypatch.setattr("clinic.static_addresses.finders.find", lambda name: str(sheet))
    for content in (b"a {}", b"b {}", b"a {}"):
        sheet.write_bytes(content)
        version_of.cache_clear()
        versions.append(static("unknot/tokens.css"))
        assert versions[-1] == f"/static/unknot/tokens.css?v={sha256(content).hexdigest()[:8]}"
    assert versions[0] == versions[2] != versions[1]


def test_a_file_that_is_not_there_keeps_its_bare_address(forgotten: None) -> None:
    assert static("unknot/no-such.css") == "/static/unknot/no-such.css"


@pytest.mark.django_db
def test_every_file_of_a_page_may_be_kept_longer_than_the_form_takes(people: People, client: Client) -> None:
    page = client.get("/i/harbour/")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.content.decode())
    assert len(files) >= 3
    for address in files:
        answer: Any = client.get(address)
        assert address.endswith(f"?v={sha256(answer.getvalue()).hexdigest()[:8]}")
        answer.close()
        kept = re.search(r"max-age=(\d+)", answer["Cache-Control"])
        assert answer.status_code == 200 and kept and int(kept[1]) > LONGEST_FORM_S
    assert "no-store" in page["Cache-Control"] and settings.WHITENOISE_AUTOREFRESH is False
