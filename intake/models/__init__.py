"""Tables of the intake: responses with every saved page, decisions, cases and what happened to them, signatures,
invitations and the keys that open them, tallies."""

from intake.models.case import CaseEvent, TriageCase
from intake.models.decision import RoutingDecision
from intake.models.entry import AssistedEntry, TabletSession, Way
from intake.models.governance import Signature, SignedContent, Suspension
from intake.models.invitation import IntakeKey, Invitation
from intake.models.numbers import PageCount
from intake.models.response import PageSave, QuestionnaireResponse

__all__ = [
    "AssistedEntry",
    "CaseEvent",
    "IntakeKey",
    "Invitation",
    "PageCount",
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
