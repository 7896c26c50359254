"""What patients read in the wording of one language, for the tests of its words. In: a Wording, a page.
Out: sentences by name, a page as one text."""

from collections.abc import Iterator

from intake.questionnaire.items import Page
from intake.questionnaire.wording import Wording

DESK_LINE = 60


def patient_sentences(words: Wording) -> Iterator[tuple[str, str]]:
    """The sentences of decisions, pages and errors, by name."""
    yield from words.patient_sentences().items()
    for group in ("texts", "errors"):
        yield from ((f"{group}.{name}", text) for name, text in words.texts[group].items())


def text_of(words: Wording, page: Page) -> str:
    """A whole page as it is read, one line for each sentence, label and option."""
    shown = words.page(page.id)
    lines = [shown.title, shown.lead, shown.hint]
    for item in page.items:
        own = words.item(item.link_id)
        options = (words.option(item.link_id, code) for code in (*item.options, *item.exclusive))
        lines += [own.label, own.hint, *options]
    return "\n".join(line for line in lines if line)


def long_desk_lines(words: Wording) -> list[str]:
    """What the desk would not read as one short line."""
    desk = [reason.desk for reasons in words.reasons.values() for reason in reasons.values()]
    return [line for line in desk if len(line) > DESK_LINE or "\n" in line]
