"""Ports and addresses: is the port free, does the web process answer, under which addresses is it reached.

In: HOST and PORT. Out: an Address; Refusal when the two cannot be used.
"""

import contextlib
import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from clinic.supervisor.place import Refusal

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  compared with what the operator asked for


@dataclass(frozen=True, slots=True)
class Address:
    """Where the web process listens."""

    host: str
    port: int

    @property
    def is_everywhere(self) -> bool:
        """True when every network of the machine reaches it."""
        return self.host in EVERYWHERE

    @property
    def near(self) -> str:
        """The host by which this machine itself reaches it."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    @property
    def url(self) -> str:
        """The address to open on this machine."""
        return url_of(self.near, self.port)


def url_of(host: str, port: int) -> str:
    """http address of a host and port, with an IPv6 host in brackets."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def read_address(environ: Mapping[str, str]) -> Address:
    """HOST and PORT from the environment, with their defaults."""
    host = environ.get("HOST", "").strip() or "127.0.0.1"
    port = environ.get("PORT", "").strip() or "8000"
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        raise Refusal(f"PORT is {port!r}. Give a number from 1 to 65535, for example PORT=8001 ./run")
    return Address(host, int(port))


def require_free(address: Address) -> None:
    """Raise Refusal unless the port can be bound right now."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except PermissionError:
            raise Refusal(
                f"port {address.port} needs administrator rights. Choose one above 1023: PORT=8000 ./run"
            ) from None
        except socket.gaierror:
            raise Refusal(
                f"HOST is {address.host!r}, which is no address of this machine. Try HOST=127.0.0.1"
            ) from None
        except OSError as error:
            raise Refusal(_bind_trouble(address, error)) from None


def _bind_trouble(address: Address, error: OSError) -> str:
    if "in use" in str(error):
        return (
            f"port {address.port} on {address.host} is already in use. "
            f"Stop what uses it, or choose another: PORT={address.port % 65535 + 1} ./run"
        )
    return f"cannot listen on {address.host} port {address.port} ({error.strerror}). Set HOST and PORT to others."


def free_port() -> int:
    """A loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: Address, host_header: str) -> bool:
    """True when GET /healthz says 200."""
    connection = http.client.HTTPConnection(address.near, address.port, timeout=2)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        # A deployment that demands TLS redirects plain requests: say what the proxy in front would say.
        connection.request("GET", "/healthz", headers={"Host": host_header, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == 200
    return False


def accepted_host(address: Address, allowed: str) -> str:
    """A Host header that the site takes: the first plain name in UNKNOT_HOSTS, else the listening address."""
    names = [name.strip() for name in allowed.split(",")]
    plain = next((name.lstrip(".") for name in names if name and name != "*"), "")
    return plain or address.url.removeprefix("http://").rstrip("/")


def lan_host() -> str | None:
    """This machine's address on the network around it, or None. Nothing is sent: connecting UDP only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        host = str(probe.getsockname()[0])
        return None if host.startswith("127.") or host in EVERYWHERE else host
    return None
