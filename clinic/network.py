"""Whether an address leads to this machine alone. In: a host name or address, the address of our own links. Out: yes or
no; who can open those links."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings


def is_loopback(host: str) -> bool:
    """True for localhost and loopback addresses, with or without brackets."""
    bare = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost" or bare.endswith(".localhost")


def reach_of_links() -> str:
    """Who can open the links, codes and posters that staff pass on: "here" for this machine alone, "plain" without TLS,
    else ""."""
    parts = urlsplit(settings.PUBLIC_URL)
    return "here" if is_loopback(parts.hostname or "") else "plain" if parts.scheme != "https" else ""
