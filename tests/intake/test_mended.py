"""A person who changes an answer after sending: what is not sent yet says so everywhere, and what arrived is named."""

from typing import Any

import pytest
from django.test import Client

from intake import protocol_store
from intake.models import PageSave

pytestmark = pytest.mark.django_db
HOME = "/i/harbour/"
HOW_BAD = {"pain_level": "5", "limits": "mild", "pattern": ["tender_spot", "eased_by_warmth"]}
NOT_SENT, WAITS = "You changed something. It is not sent yet.", "You have a change that is not sent."


@pytest.fixture
def alex(sent_from_here: Client) -> Client:
    """A browser whose form is sent, page by page."""
    return sent_from_here


def words(client: Client, address: str = "") -> str:
    return " ".join(client.get(f"{HOME}{address}").content.decode().split())


def mend(client: Client, page: str, **values: Any) -> str:
    """Change a page from the check page; where that leads."""
    version = protocol_store.questionnaire().version
    answer = client.post(f"{HOME}p/{page}/?from=check", values | {"form_version": version})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_nothing_is_said_to_wait_where_nothing_changed(alex: Client) -> None:
    assert mend(alex, "how_bad", **HOW_BAD).startswith(f"{HOME}check/")
    for address in ("", "sent/", "check/"):
        page = words(alex, address)
        assert NOT_SENT not in page and WAITS not in page, address
    assert "Saved" in words(alex, "check/")


def test_a_change_that_is_not_sent_says_so_until_it_is(alex: Client) -> None:
    assert "Save this change" in words(alex, "p/how_bad/?from=check")
    mend(alex, "how_bad", **HOW_BAD | {"pain_level": "7"})
    check = words(alex, "check/")
    row = check[check.index('id="row-pain_level"') :]
    assert check.index(NOT_SENT) < check.index("check-section"), "at the top"
    assert NOT_SENT in row[: row.index("answer__change")] and 'form="send"' in row, "and beside the answer"
    assert "<strong>Saved" not in check
    for address in ("", "sent/"):
        page = words(alex, address)
        assert WAITS in page and f'href="{HOME}check/"' in page, address
    assert alex.post(f"{HOME}check/", {"key": "second"})["Location"] == f"{HOME}sent/"
    receipt = words(alex, "sent/")
    assert "Your change has arrived." in receipt and WAITS not in receipt and WAITS not in words(alex)
    title = protocol_store.wording("en").item("pain_level").short
    assert f"You changed: {title}</p>" in receipt


def test_a_tick_taken_away_is_not_closed_from_sight_before_it_is_sent(alex: Client) -> None:
    mend(alex, "how_bad", **HOW_BAD | {"pattern": ["none"]})
    check = words(alex, "check/")
    row = check.index('id="row-pattern"')
    assert check.rindex('<div class="told-page">', 0, row) > check.rfind("<details", 0, row)
    alex.post(f"{HOME}check/", {"key": "second"})
    check = words(alex, "check/")
    row = check.index('id="row-pattern"')
    assert check.rfind("<details", 0, row) > check.rindex('<div class="told-page">', 0, row)


def test_a_private_question_is_never_named_as_changed(alex: Client) -> None:
    mend(alex, "private", private_matters="tell_someone")
    alex.post(f"{HOME}check/", {"key": "second"})
    receipt = words(alex, "sent/")
    assert "Your change has arrived." in receipt and "You changed:" not in receipt


def test_a_mended_answer_leads_through_what_it_opens_and_then_back(alex: Client) -> None:
    saved = set(PageSave.objects.values_list("page", flat=True))
    following = mend(alex, "where", places="calf_l")
    seen = []
    while "/p/" in following:
        page = following.split("/p/")[1].split("/")[0]
        assert following.endswith("?from=check") and page not in seen
        seen.append(page)
        items = protocol_store.questionnaire().page(page).items
        given = {item.link_id: "none" if "none" in item.exclusive else next(iter(item.options), "1") for item in items}
        following = mend(alex, page, **given)
    assert seen and not saved & set(seen), "only pages without an answer"
    assert following.startswith(f"{HOME}check/")
