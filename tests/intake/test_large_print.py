"""Large print on every page of the form: a link, or a button that keeps what is typed; never stored with a draft."""

import pytest
from django.test import Client

from intake.models import PageSave
from tests.people import People

pytestmark = pytest.mark.django_db
FORM = "/i/harbour/"
LARGE = 'class="large-print '


def test_a_link_makes_the_print_large_and_normal_again(people: People) -> None:
    alex = Client()
    assert LARGE not in alex.get(FORM).content.decode()
    large = alex.get(FORM, {"print": "large"}).content.decode()
    assert LARGE in large and 'href="?print=normal"' in large
    assert LARGE in alex.get(f"{FORM}privacy/").content.decode()
    alex.get(FORM, {"print": "normal"})
    assert LARGE not in alex.get(FORM).content.decode()


def test_on_a_page_of_questions_nothing_typed_is_lost(people: People) -> None:
    alex = Client()
    alex.post(FORM)
    page = alex.post(f"{FORM}p/you/", {"print": "large", "first_name": "Alex", "birth_date-day": "31"}).content.decode()
    assert LARGE in page and 'value="Alex"' in page and 'value="31"' in page
    assert 'name="print" value="normal"' in page
    assert not PageSave.objects.exists()
    assert LARGE in alex.get(f"{FORM}p/who_for/").content.decode()


@pytest.mark.parametrize("size", ["huge", "", "\x00", "<b>"])
def test_an_unknown_size_changes_nothing(people: People, size: str) -> None:
    answer = Client().get(FORM, {"print": size})
    assert answer.status_code in (200, 400) and LARGE not in answer.content.decode()
    assert "unknot_print" not in answer.cookies
