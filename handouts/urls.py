"""Addresses of the sheet for staff: review under its case, files and links under their revision."""

from django.urls import path

from handouts.views import clinician, desk

app_name = "handouts"

urlpatterns = [
    path("cases/<uuid:case_id>/handout/", clinician.review, name="review"),
    path("cases/<uuid:case_id>/handout/preview/", clinician.preview, name="preview"),
    path("cases/<uuid:case_id>/handout/edit/", clinician.edit, name="edit"),
    path("cases/<uuid:case_id>/handout/approve/", clinician.approve, name="approve"),
    path("handouts/failed/", desk.failed, name="failed"),
    path("handouts/<uuid:revision_id>/state/", desk.state, name="state"),
    path("handouts/<uuid:revision_id>/pdf/", desk.pdf, name="pdf"),
    path("handouts/<uuid:revision_id>/plain/", desk.plain, name="plain"),
    path("handouts/<uuid:revision_id>/link/", desk.link, name="link"),
    path("handouts/<uuid:revision_id>/revoke/", desk.revoke, name="revoke"),
    path("handouts/<uuid:revision_id>/retry/", desk.retry, name="retry"),
]
