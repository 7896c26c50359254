"""The clinic that signs, and a pack that speaks French."""

from dataclasses import replace

import pytest

from intake import protocol_store, signables
from intake.signables import Signable
from tests.quay import Quay


@pytest.fixture
def quay(db: None) -> Quay:
    return Quay()


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack whose only translation is fr-CA."""
    protocol, own = protocol_store.protocol(), [one for one in signables._own() if not one.is_translation]
    words = {"en": protocol.wording("en"), "fr-CA": replace(protocol.wording("en"), language="fr-CA")}
    monkeypatch.setattr(protocol_store, "protocol", lambda: replace(protocol, wordings=words))
    more = Signable("wording:fr-CA", "1", "f" * 64, {"pages you": '"Qui êtes-vous ?"'}, ())
    monkeypatch.setattr(signables, "_own", lambda: (*own, more))
