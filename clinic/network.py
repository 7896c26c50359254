"""Whether an address leads to this machine alone. In: a host name or address. Out: yes or no."""

import ipaddress


def is_loopback(host: str) -> bool:
    """True for localhost and loopback addresses, with or without brackets."""
    bare = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost" or bare.endswith(".localhost")
