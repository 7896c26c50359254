"""How far an invitation has come, for staff: sent, opened, started, done, or why it ended.

In: an Invitation and now. Out: a code and its words.
"""

from datetime import datetime

from clinic.models import Clinic
from intake.models import Invitation

ENDED = ("revoked", "not_me", "done", "expired")
STATES = {
    "made": "Not sent yet",
    "sent": "Sent",
    "opened": "Opened",
    "started": "Started",
    "done": "Done",
    "expired": "Ended by itself",
    "revoked": "Ended by staff",
    "not_me": "Reached someone else",
}


def state_of(invitation: Invitation, now: datetime) -> str:
    """How far it has come; what ended it comes first."""
    response = invitation.response
    if invitation.revoked_at:
        return "revoked"
    if invitation.not_me_at:
        return "not_me"
    if response is not None:
        return "done" if response.is_sent else "started"
    if invitation.expires_at <= now:
        return "expired"
    return "opened" if invitation.opened_at else "sent" if invitation.sent_at else "made"


def words_of(invitation: Invitation, state: str) -> str:
    """The state in words. Only what the clinic itself mailed counts as sent: a link is handed over by a person."""
    made_only = state == "sent" and not any(key.email for key in invitation.keys.all())
    return "Link made" if made_only else STATES[state]


def wrong_people(clinic: Clinic) -> int:
    """Invitations that reached someone else and that nobody has looked after yet."""
    return Invitation.objects.filter(clinic=clinic, not_me_at__isnull=False, revoked_at=None).count()
