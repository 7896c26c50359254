"""The library in force: loaded once per process from the packaged files.

In: nothing. Out: a frozen Catalog. An entry that cannot be read raises LibraryError, and the app does not start.
"""

from functools import cache
from pathlib import Path

from handouts.composition.catalog import Catalog, load_catalog
from intake import protocol_store

FOLDER = Path(__file__).parent / "library"


@cache
def catalog() -> Catalog:
    """The library in force."""
    protocol = protocol_store.protocol()
    return load_catalog(FOLDER, protocol.questionnaire, protocol.blocks.techniques)
