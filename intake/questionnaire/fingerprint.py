"""Which question was answered: a short digest of what an item asks and how it says so, the same until either changes.

In: a questionnaire and the wording it was written in. Out: one fingerprint per link_id. An answer to another
fingerprint is an answer to another question.
"""

import hashlib
import json
from collections.abc import Mapping

from intake.questionnaire.definition import Questionnaire
from intake.questionnaire.items import Item, Page
from intake.questionnaire.wording import Wording


def fingerprints_of(questionnaire: Questionnaire, wording: Wording) -> Mapping[str, str]:
    """The fingerprint of every item, 16 hexadecimal digits. Hints and titles count: they say what is meant by "new"."""
    return {item.link_id: _fingerprint(page, item, wording) for page in questionnaire.pages for item in page.items}


def _fingerprint(page: Page, item: Item, wording: Wording) -> str:
    about, words = wording.page(page.id), wording.item(item.link_id)
    options = [(code, wording.option(item.link_id, code)) for code in (*item.options, *item.exclusive)]
    said = [
        item.type.value, item.minimum, item.maximum, options, about.title, about.lead, about.hint, words.label,
        words.hint, words.suffix, sorted((step, text) for step, text in words.anchors.items()),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]
