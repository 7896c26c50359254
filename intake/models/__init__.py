"""Tables of the intake: responses with every saved page, decisions, cases and what happened to them."""

from intake.models.case import CaseEvent, TriageCase
from intake.models.decision import RoutingDecision
from intake.models.response import PageSave, QuestionnaireResponse

__all__ = ["CaseEvent", "PageSave", "QuestionnaireResponse", "RoutingDecision", "TriageCase"]
