"""Questions as staff can ask them aloud: as they stand on the form, with the signs that are still open.

In: link_ids and open facts of a stored decision, and whether a clinician looks. Out: sentences in the staff's language.
"""

from collections.abc import Collection, Iterator, Sequence

from intake import protocol_store
from intake.questionnaire.items import Item, ItemType, Page
from intake.questionnaire.wording import Wording
from intake.routing.protocol import STAFF_LANGUAGE

MOST_WITH_SIGNS = 3  # of more questions, each is named without its signs
ENDS = ("?", ".", "!")
PRIVATE = "A private question: a clinician asks it, alone with the patient."


def questions(link_ids: Collection[str], *, open_facts: Collection[str] = (), clinician: bool) -> list[str]:
    """One sentence for each question, in the form's order. Of a question with signs to tick those in `open_facts`, all
    of them where none of its signs is named; a private question keeps its words from all but clinicians."""
    questionnaire, wording = protocol_store.questionnaire(), protocol_store.wording(STAFF_LANGUAGE)
    found = [(page, item) for page in questionnaire.pages for item in page.items if item.link_id in link_ids]
    signs = open_facts if len(found) <= MOST_WITH_SIGNS else None
    asked = (PRIVATE if item.private and not clinician else _asked(page, item, wording, signs) for page, item in found)
    return list(dict.fromkeys(asked))


def _asked(page: Page, item: Item, wording: Wording, signs: Collection[str] | None) -> str:
    question = _sentence(list(_parts(page, item, wording)))
    if item.type is not ItemType.TICKS or signs is None:
        return question
    options = [code for code in item.options if code in signs] or item.options
    return f"{question} {'; '.join(wording.option(item.link_id, code) for code in options)}."


def _parts(page: Page, item: Item, wording: Wording) -> Iterator[str]:
    """Title, lead and label, as far as they ask something."""
    words, label = wording.page(page.id), wording.item(item.link_id).label
    yield words.title
    if words.lead.endswith("?"):
        yield words.lead
    if (label and item.type not in (ItemType.TICKS, ItemType.PLACES)) or label.endswith("?"):
        yield label


def _sentence(parts: Sequence[str]) -> str:
    """ "With the fever: do you have any of these too?"."""
    said = parts[0]
    for part in parts[1:]:
        said += f" {part}" if said.endswith(ENDS) else f": {part[0].lower()}{part[1:]}"
    return said if said.endswith(ENDS) else f"{said}:"
