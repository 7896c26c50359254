"""Tables of the paper side: the handout with its draft, its frozen revisions, their files, and what was given."""

from handouts.models.delivery import Delivery, PlanLink
from handouts.models.handout import Handout, HandoutFile, Revision

__all__ = ["Delivery", "Handout", "HandoutFile", "PlanLink", "Revision"]
