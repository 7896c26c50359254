"""How a response came in, in words for staff. In: a stored response. Out: who typed it or handed over the tablet."""

from intake.models import QuestionnaireResponse, Way


def came_in(response: QuestionnaireResponse) -> str:
    """How a response came in, for staff: who typed it or handed over the tablet. "" for a patient's own phone."""
    if response.source == "api":
        return "Sent by another program"
    found = (
        QuestionnaireResponse.objects.select_related("entry__by").filter(pk=response.pk, entry__isnull=False).first()
    )
    return begun_by(found) if found else ""


def begun_by(response: QuestionnaireResponse) -> str:
    """Who began a response that has an entry, in words."""
    entry = response.entry
    if entry.way == Way.TABLET:
        return f"On the clinic’s tablet, handed over by {entry.by.name}"
    if entry.way == Way.PAPER:
        return f"From paper dated {entry.paper_date:%-d %B %Y}, entered by {entry.by.name}"
    return f"By phone, typed by {entry.by.name}"
