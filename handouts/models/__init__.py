"""Tables of the paper side: the handout, its frozen revisions with their files, what was given; and blank paper."""

from handouts.models.delivery import Delivery, PlanLink
from handouts.models.handout import Handout, HandoutFile, Revision, TakenBack
from handouts.models.printout import Printout, PrintoutKind

__all__ = ["Delivery", "Handout", "HandoutFile", "PlanLink", "Printout", "PrintoutKind", "Revision", "TakenBack"]
