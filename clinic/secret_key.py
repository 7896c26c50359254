"""The installation's secret key: given by the environment, else kept in a private file of the data folder.

In: the data folder and the environment's value. Out: the key as a string.
"""

import os
import secrets
from pathlib import Path


def secret_key(data_dir: Path, given: str) -> str:
    """Return `given`, or the key in `data_dir/secret_key`, made on first use and readable by its owner only.

    Two processes that start together get the same key: the file is linked into place whole, and the first wins.
    """
    if given:
        return given
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = data_dir / f".secret_key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
