"""A consent that is given apart from its page: kept as a save of that page, with its time and version like any other.

In: a response and the code of a choice. Out: the saved response.
"""

from clinic.actor import Actor
from intake import protocol_store
from intake.actions import respond
from intake.models import QuestionnaireResponse
from intake.questionnaire.items import ItemType


def give(*, response: QuestionnaireResponse, choice: str, by: Actor) -> None:
    """Tick `choice` beside what was ticked on its page before. Raises what respond.save_page raises."""
    pages = protocol_store.questionnaire().pages
    page, item = next(
        (page, item) for page in pages for item in page.items if item.type is ItemType.TICKS and choice in item.options
    )
    values = {each.link_id: response.answers[each.link_id] for each in page.items if each.link_id in response.answers}
    given = {*values.get(item.link_id, ()), choice}
    values[item.link_id] = [code for code in item.options if code in given]
    respond.save_page(response=response, page=page.id, values=values, by=by)
