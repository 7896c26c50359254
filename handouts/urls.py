"""Addresses of the sheet for staff (lists of cases with their sheets, review under its case, files and links under
their revision), and governance."""

from django.urls import path

from handouts.views import case_lists, clinician, desk, governance, printouts

app_name = "handouts"

urlpatterns = [
    path("board/done/", case_lists.done, name="done"),
    path("board/find/", case_lists.find, name="find"),
    path("cases/<uuid:case_id>/handout/", clinician.review, name="review"),
    path("cases/<uuid:case_id>/handout/preview/", clinician.preview, name="preview"),
    path("cases/<uuid:case_id>/handout/edit/", clinician.edit, name="edit"),
    path("cases/<uuid:case_id>/handout/approve/", clinician.approve, name="approve"),
    path("cases/<uuid:case_id>/summary/", clinician.visit_summary, name="visit_summary"),
    path("governance/", governance.overview, name="governance"),
    path("governance/content/", governance.subject, name="governance_subject"),
    path("governance/sign/", governance.sign, name="governance_sign"),
    path("governance/withdraw/", governance.withdraw, name="governance_withdraw"),
    path("governance/suspend/", governance.suspend, name="governance_suspend"),
    path("governance/resume/", governance.resume, name="governance_resume"),
    path("i/<slug:slug>/paper/", printouts.paper_form, name="paper_form"),
    path("ways-in/poster/", printouts.poster, name="poster"),
    path("handouts/failed/", desk.failed, name="failed"),
    path("handouts/<uuid:revision_id>/state/", desk.state, name="state"),
    path("handouts/<uuid:revision_id>/pdf/", desk.pdf, name="pdf"),
    path("handouts/<uuid:revision_id>/plain/", desk.plain, name="plain"),
    path("handouts/<uuid:revision_id>/link/", desk.link, name="link"),
    path("handouts/<uuid:revision_id>/revoke/", desk.revoke, name="revoke"),
    path("handouts/<uuid:revision_id>/take-back/", desk.take_back, name="take_back"),
    path("handouts/<uuid:revision_id>/retry/", desk.retry, name="retry"),
]
