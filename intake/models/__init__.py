"""Tables of the intake: responses with every saved page, decisions, cases and what happened to them, signatures."""

from intake.models.case import CaseEvent, TriageCase
from intake.models.decision import RoutingDecision
from intake.models.entry import AssistedEntry, TabletSession, Way
from intake.models.governance import Signature, SignedContent, Suspension
from intake.models.response import PageSave, QuestionnaireResponse

__all__ = [
    "AssistedEntry",
    "CaseEvent",
    "PageSave",
    "QuestionnaireResponse",
    "RoutingDecision",
    "Signature",
    "SignedContent",
    "Suspension",
    "TabletSession",
    "TriageCase",
    "Way",
]
