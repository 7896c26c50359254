"""Addresses of the patient's plan. The secret stands only in the address that is exchanged for a cookie."""

from django.urls import path

from handouts.views import patient

app_name = "plan"

urlpatterns = [
    path("", patient.show, name="show"),
    path("file/", patient.file, name="file"),
    path("text/", patient.plain_text, name="text"),
    path("diary/", patient.diary, name="diary"),
    path("close/", patient.close, name="close"),
    path("<str:secret>/", patient.open_plan, name="open"),
]
