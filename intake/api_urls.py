"""Addresses of the API, version 1."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from clinic.api_docs import docs
from intake import api

app_name = "api"

urlpatterns = [
    path("questionnaire/", api.QuestionnaireView.as_view(), name="questionnaire"),
    path("intakes/", api.IntakesView.as_view(), name="intakes"),
    path("intakes/<uuid:intake_id>/decision/", api.DecisionView.as_view(), name="decision"),
    path("cases/", api.CasesView.as_view(), name="cases"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
