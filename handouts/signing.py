"""The library as something to sign.

In: the packaged library. Out: its Signable, and the words of one language; handouts/apps.py tells intake of both.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType

from handouts import catalog_store
from handouts.composition.catalog import Catalog
from intake.signables import LIBRARY, Count, Signable, part_text

READABLE = (".yaml", ".md")


@cache
def library() -> Signable:
    """The library in force, a part for each of its files; drawings by their sha256."""
    catalog = catalog_store.catalog()
    parts = MappingProxyType(dict(_parts()))
    return Signable(LIBRARY, catalog.vocabulary.version, catalog.digest, parts, tuple(_counts(catalog)))


def words(language: str) -> dict[str, str]:
    """The parts that are written in one language: what a second speaker reads of the library."""
    return {f"library/{name}": text for name, text in library().parts.items() if Path(name).stem == language}


def _parts() -> Iterator[tuple[str, str]]:
    for path in sorted(one for one in catalog_store.FOLDER.rglob("*") if one.is_file()):
        content = path.read_bytes()
        text = content.decode() if path.suffix in READABLE else hashlib.sha256(content).hexdigest()
        yield path.relative_to(catalog_store.FOLDER).as_posix(), part_text(text)


def _counts(catalog: Catalog) -> Iterator[Count]:
    entries, sources = (*catalog.activities.values(), *catalog.habits.values()), catalog.sources.values()
    yield Count(sum(one.review is None for one in entries), len(entries), "activities and habits name no reviewer")
    yield Count(sum(not one.verified for one in sources), len(sources), "sources have not been read")
