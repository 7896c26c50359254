"""A page put to the person that is made of several pages of the questionnaire, and back: what each of them saves.

In: pages in the questionnaire's order, answers, and what was typed on the whole. Out: one Page, or values by page id.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake import protocol_store
from intake.form_fields import Field
from intake.questionnaire.items import Page
from intake.questionnaire.wording import PageWords, Wording


def joined(pages: Sequence[Page]) -> Page:
    """The questions of all of them on the first."""
    return replace(pages[0], items=tuple(item for page in pages for item in page.items))


def parts(page: Page) -> tuple[Page, ...]:
    """The questionnaire's own pages whose questions stand on this one."""
    asked = {item.link_id for item in page.items}
    return tuple(each for each in protocol_store.questionnaire().pages if asked & {item.link_id for item in each.items})


def values_by_page(
    page: Page, before: Mapping[str, Any], values: Mapping[str, Any], kept: Collection[str] = ()
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each part saves: what was typed, and the earlier answers to questions of it that were not asked, or are in
    `kept`."""
    asked = {item.link_id for item in page.items} - set(kept)
    for part in parts(page):
        own = [item.link_id for item in part.items]
        earlier = {link_id: before[link_id] for link_id in own if link_id in before and link_id not in asked}
        yield part.id, earlier | {link_id: values[link_id] for link_id in own if link_id in values}


def with_part_titles(fields: Sequence[Field], page: Page, wording: Wording) -> list[Field]:
    """The fields of several pages on one. The first page stands as it would alone; the first field of every other comes
    under that page's title, with its own words beneath, but not where its first question was left out: that one the
    title asks."""
    first, *others = parts(page)
    firsts = {part.items[0].link_id: wording.page(part.id) for part in others}
    alone = [each for each in fields if each.link_id in {item.link_id for item in first.items}]
    titled = [
        replace(each, label=firsts[each.link_id].title, hint=_beneath(firsts[each.link_id], each))
        if each.link_id in firsts
        else each
        for each in fields
    ]
    title = wording.page(first.id).title
    return [replace(each, is_only=True, label=each.label or title) if [each] == alone else each for each in titled]


def _beneath(words: PageWords, field: Field) -> str:
    return " ".join(filter(None, (words.lead, words.hint, field.label, field.hint)))
