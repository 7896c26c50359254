"""The API, over the same actions as the pages: the questionnaire, send an intake, read its decision, list open cases.

In: JSON with a session or a key (the policy table has judged it). Out: JSON of one shape per endpoint.
"""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound, ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from clinic.actor import Actor
from clinic.models import Clinic
from intake import board_groups, governance, protocol_store
from intake.actions import respond
from intake.models import QuestionnaireResponse, TriageCase
from intake.questionnaire.answers import AnswersError, parse_answers
from intake.questionnaire_json import questionnaire_json

KEY_HEADER = "Idempotency-Key"
PAGE_SIZE = 100


class FormNotOpen(APIException):
    """The clinic has not signed what the form runs on."""

    status_code = 409
    default_code = "not_open"
    default_detail = (
        "This clinic's form is not open yet: its clinical lead has not signed the rules, the wording and the library "
        "in force. Nothing was saved."
    )


class StrictSerializer(serializers.Serializer[Any]):
    """A body whose unknown keys are an error, never ignored."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse keys that the serializer does not name."""
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise ValidationError({name: ["This key is not known."] for name in sorted(unknown)})
        return super().to_internal_value(data)


class QuestionnaireView(APIView):
    """The questionnaire in force."""

    @extend_schema(
        parameters=[OpenApiParameter("language", str, description="Wording to use, en when left out.")],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        """Pages, items, options with wording, and when each page is asked."""
        language = request.query_params.get("language", "en")
        if language not in protocol_store.languages():
            raise ValidationError({"language": [f"Choose one of: {', '.join(protocol_store.languages())}."]})
        return Response(questionnaire_json(language))


class IntakesView(APIView):
    """New intakes."""

    class Input(StrictSerializer):
        """What is sent."""

        answers = serializers.JSONField(help_text="link_id -> value, as the questionnaire describes them.")
        language = serializers.CharField(default="en", max_length=8)

    class Output(serializers.Serializer[Any]):
        """What comes back."""

        id = serializers.UUIDField()
        code = serializers.CharField()
        disposition = serializers.CharField()
        decision_url = serializers.CharField()

    @extend_schema(
        request=Input,
        responses={201: Output, 200: Output, 409: OpenApiTypes.OBJECT},
        parameters=[OpenApiParameter(KEY_HEADER, str, OpenApiParameter.HEADER, required=True)],
    )
    def post(self, request: Request) -> Response:
        """Send one intake. The same Idempotency-Key again answers 200 with the first one."""
        key = request.headers.get(KEY_HEADER, "")
        if not 8 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
            raise ParseError(f"Send a header {KEY_HEADER} of 8 to 64 characters, new for each intake.")
        body = self.Input(data=request.data)
        body.is_valid(raise_exception=True)
        language, clinic, actor = body.validated_data["language"], _clinic(request), _actor(request)
        if governance.is_open(clinic) and language not in governance.languages(clinic):
            raise ValidationError({"language": [f"Choose one of: {', '.join(governance.languages(clinic))}."]})
        answers = _valid_answers(body.validated_data["answers"], clinic)
        try:
            response, made = respond.send_whole(clinic=clinic, answers=answers, language=language, key=key, by=actor)
        except governance.NotOpen:
            raise FormNotOpen from None
        return Response(self.Output(_intake_json(response)).data, status=201 if made else 200)


def _valid_answers(data: Any, clinic: Clinic) -> dict[str, Any]:
    """The answers as they will be stored, or a 400 that names each question and what is wrong with it."""
    wording, known = protocol_store.wording("en"), protocol_store.questionnaire().items
    try:
        answers = parse_answers(protocol_store.questionnaire(), data, clinic.today(timezone.now()))
    except AnswersError as error:
        raise ValidationError(
            {
                "answers": {
                    link_id: [wording.error(key, link_id if link_id in known else "")]
                    for link_id, key in error.problems
                }
            }
        ) from None
    return dict(answers.values)


def _intake_json(response: QuestionnaireResponse) -> dict[str, Any]:
    case = TriageCase.objects.get(response=response)
    return {
        "id": response.id,
        "code": response.code,
        "disposition": case.disposition,
        "decision_url": f"/api/v1/intakes/{response.id}/decision/",
    }


class DecisionView(APIView):
    """The decision on one intake."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, intake_id: uuid.UUID) -> Response:
        """The engine's whole account, and who decided last."""
        case = (
            TriageCase.objects.for_clinic(_clinic(request))
            .select_related("decision", "response")
            .filter(response_id=intake_id)
            .first()
        )
        if case is None:
            raise NotFound
        decision = case.decision
        return Response(
            decision.record
            | {
                "id": str(decision.id),
                "disposition": decision.disposition,
                "human_review": case.human_review,
                "decided_by": "person" if decision.author_id else "rules",
                "at": decision.at.isoformat(),
            }
        )


class CasesView(APIView):
    """The clinic's open cases."""

    class Output(serializers.Serializer[Any]):
        """One case."""

        id = serializers.UUIDField()
        intake = serializers.UUIDField()
        code = serializers.CharField()
        group = serializers.CharField()
        disposition = serializers.CharField()
        human_review = serializers.BooleanField()
        claimed = serializers.BooleanField()
        waiting_since = serializers.DateTimeField()

    @extend_schema(responses=Output(many=True))
    def get(self, request: Request) -> Response:
        """In board order, at most a hundred; names are not listed."""
        rows = board_groups.open_cases(_clinic(request))[:PAGE_SIZE]
        data = [
            {
                "id": case.id, "intake": case.response_id, "code": case.response.code, "group": case.group,
                "disposition": case.disposition, "human_review": case.human_review,
                "claimed": case.owner_id is not None, "waiting_since": case.waiting_since,
            }
            for case in rows
        ]  # fmt: skip
        return Response(self.Output(data, many=True).data)


def _clinic(request: Any) -> Clinic:
    clinic: Clinic = request._request.clinic
    return clinic


def _actor(request: Any) -> Actor:
    actor: Actor = request._request.actor
    return actor
