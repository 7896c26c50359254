"""The fingerprint of a rule pack. In: a folder of data files. Out: the sha256 of what they say, so that two packs with
the same content (comments, line ends and key order aside) have the same digest."""

import hashlib
import json

from intake.questionnaire.source_file import DataFolder


def digest_of(data: DataFolder, names: tuple[str, ...] = ()) -> str:
    """The digest over the files named, or over every .yaml and .svg file of the folder, as 64 hexadecimal digits."""
    total = hashlib.sha256()
    for name in names or sorted((*data.names("**/*.yaml"), *data.names("**/*.svg"))):
        total.update(f"{name}\n{_canonical(data, name)}\n".encode())
    return total.hexdigest()


def _canonical(data: DataFolder, name: str) -> str:
    if name.endswith(".svg"):
        return (data.path / name).read_text(encoding="utf-8")
    return json.dumps(data.source(name).plain(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
