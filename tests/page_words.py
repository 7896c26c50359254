"""What a page says, in one line. In: a browser and an address. Out: its HTML without line breaks.

A page that is not there, or leads elsewhere, fails the test that asked for it."""

from django.test import Client


def words(client: Client, address: str) -> str:
    """The page in one line."""
    page = client.get(address)
    assert page.status_code == 200, page
    return " ".join(page.content.decode().split())
