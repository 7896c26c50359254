"""How far someone has come: the page's number in its part, and about how many pages the part has at the least."""

from collections.abc import Iterator

from django.utils import translation

from intake import protocol_store
from intake.check_page import open_pages
from intake.models import QuestionnaireResponse
from intake.progress import Progress, progress
from intake.questionnaire.items import Page
from tests.answers import TODAY, complete


def way(**given: object) -> Iterator[tuple[Page, Progress]]:
    """Page after page as someone comes to it, with what is said there, and each answered before the next."""
    draft, answers, seen = QuestionnaireResponse(language="en"), complete(**given), set[str]()
    while left := [page for page in open_pages(draft, TODAY) if page.id not in seen]:
        shown = left[0]
        yield shown, progress(draft, TODAY, shown)
        seen.add(shown.id)
        draft.answers |= {item.link_id: answers[item.link_id] for item in shown.items if item.link_id in answers}


def test_each_page_is_one_further_and_a_part_never_gets_shorter() -> None:
    before: Progress | None = None
    for shown, found in way():
        assert 1 <= found.page <= found.pages, shown.id
        if before and before.number == found.number:
            assert found.page == before.page + 1 and found.pages >= before.pages, shown.id
        elif before:
            assert (found.number, found.page) == (before.number + 1, 1), shown.id
            assert before.page == before.pages, f"before {shown.id} more pages were promised than came"
        before = found
    assert before and (before.number, before.count) == (5, 6)


def test_pages_that_answers_open_are_counted_as_soon_as_they_are_sure() -> None:
    nerves = {page.id: found for page, found in way(warning_nerves=["saddle_numbness"])}
    assert nerves["warning_nerves"].pages == 3
    assert (nerves["nerves_more"].page, nerves["nerves_more"].pages) == (3, 4)


def test_what_is_behind_is_sewn_and_what_is_ahead_is_not() -> None:
    found = dict((page.id, found) for page, found in way())["where"]
    assert [part.state for part in found.parts] == ["done", "done", "now", "left", "left", "left"]
    stitches = [stitch for part in found.parts for stitch in part.stitches]
    behind = stitches.index("now")
    assert set(stitches[:behind]) == {"done"} and set(stitches[behind + 1 :]) == {"left"}


def test_the_check_page_is_the_last_part() -> None:
    draft = QuestionnaireResponse(language="fr-CA", answers=complete())
    with translation.override("fr-ca"):
        found = progress(draft, TODAY)
    assert (found.number, found.count, found.page, found.pages) == (6, 6, 1, 1)
    assert found.parts[-1].stitches == ("now",) and found.parts[-1].name != "Check and send"
    assert len(found.parts) == len(protocol_store.questionnaire().sections) + 1
