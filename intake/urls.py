"""Addresses of the intake: the patient's form under /i/<clinic>/, the desk's pages under /ways-in/, /board/
and /cases/."""

from django.urls import path

from intake.views import coming_back, frontdesk, numbers, patient, tablet, ways_in

app_name = "intake"

urlpatterns = [
    path("i/<slug:slug>/", patient.start, name="start"),
    path("i/<slug:slug>/p/<slug:page_id>/", patient.page, name="page"),
    path("i/<slug:slug>/language/", patient.language, name="language"),
    path("i/<slug:slug>/check/", patient.check, name="check"),
    path("i/<slug:slug>/sent/", patient.receipt, name="receipt"),
    path("i/<slug:slug>/help-now/", patient.help_now, name="help_now"),
    path("i/<slug:slug>/help-now/mistake/", patient.mistake, name="mistake"),
    path("i/<slug:slug>/help-now/with-staff/", patient.with_staff, name="with_staff"),
    path("i/<slug:slug>/worse/", patient.worse, name="worse"),
    path("i/<slug:slug>/later/", coming_back.later, name="later"),
    path("i/<slug:slug>/return/", coming_back.by_code, name="come_back"),
    path("i/<slug:slug>/return/<str:secret>/", coming_back.by_link, name="return_link"),
    path("i/<slug:slug>/privacy/", patient.privacy, name="privacy"),
    path("i/<slug:slug>/tablet/alive/", tablet.alive, name="tablet_alive"),
    path("i/<slug:slug>/tablet/still-here/", tablet.still_here, name="tablet_still_here"),
    path("i/<slug:slug>/tablet/put-away/", tablet.put_away, name="tablet_put_away"),
    path("i/<slug:slug>/tablet/away/", tablet.away, name="tablet_away"),
    path("i/<slug:slug>/tablet/done/", tablet.done, name="tablet_done"),
    path("ways-in/", ways_in.overview, name="ways_in"),
    path("ways-in/tablet/", ways_in.start_tablet, name="start_tablet"),
    path("ways-in/phone/", ways_in.start_phone, name="start_phone"),
    path("ways-in/paper/", ways_in.start_paper, name="start_paper"),
    path("ways-in/leave/", ways_in.leave_typing, name="leave_typing"),
    path("ways-in/<uuid:response_id>/carry-on/", ways_in.carry_on, name="carry_on"),
    path("numbers/pages/", numbers.pages, name="page_numbers"),
    path("board/", frontdesk.board, name="board"),
    path("board/poll/", frontdesk.board_poll, name="board_poll"),
    path("cases/<uuid:case_id>/", frontdesk.case, name="case"),
    path("cases/<uuid:case_id>/audit/", frontdesk.case_audit, name="case_audit"),
    path("cases/<uuid:case_id>/claim/", frontdesk.claim, name="claim"),
    path("cases/<uuid:case_id>/release/", frontdesk.release, name="release"),
    path("cases/<uuid:case_id>/take-over/", frontdesk.take_over, name="take_over"),
    path("cases/<uuid:case_id>/contact/", frontdesk.contact, name="contact"),
    path("cases/<uuid:case_id>/accept/", frontdesk.accept, name="accept"),
    path("cases/<uuid:case_id>/raise/", frontdesk.raise_urgency, name="raise"),
    path("cases/<uuid:case_id>/override/", frontdesk.override, name="override"),
    path("cases/<uuid:case_id>/note/", frontdesk.note, name="note"),
    path("cases/<uuid:case_id>/undo/", frontdesk.undo, name="undo"),
]
