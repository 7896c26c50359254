"""The policy table: for every URL name, who may call it, on what, and which audit event a view of it leaves.

In: a request and the name it resolved to. Out: allowed, or the refusal. A URL without a row answers 404 to everyone.
"""

from dataclasses import dataclass

from clinic.models import Role

ANYONE = "anyone"
API_KEY = "api_key"
FRONT_DESK, CLINICIAN, LEAD, MANAGER = Role.FRONT_DESK, Role.CLINICIAN, Role.CLINICAL_LEAD, Role.MANAGER
STAFF = frozenset(Role.values)
DESK = frozenset({FRONT_DESK, CLINICIAN, LEAD})
CLINICAL = frozenset({CLINICIAN, LEAD})


@dataclass(frozen=True, slots=True)
class Policy:
    """One row. `on` says whose object it is in words; `viewed` is the audit event of a successful GET ("" for none);
    `changes` the audit events the action behind a POST writes."""

    who: frozenset[str]
    on: str
    viewed: str = ""
    changes: tuple[str, ...] = ()


def _public(on: str, *changes: str) -> Policy:
    return Policy(frozenset({ANYONE}), on, "", changes)


INVITATION = "an invitation of one's own clinic"
OWN_DRAFT = "the draft whose secret this browser holds"
OWN_TABLET = "the tablet session whose secret this browser holds"
OWN_PLAN = "the plan that this browser has opened"
CASE = "a case of one's own clinic"
REVISION = "a revision of one's own clinic"
RULES = "what one's own clinic runs on"

POLICY: dict[str, Policy] = {
    # The door
    "home": _public("nothing"),
    "healthz": _public("nothing"),
    "readyz": _public("nothing"),
    "favicon": _public("nothing"),
    "account_login": _public("oneself", "staff.signed_in"),
    "account_logout": _public("oneself"),
    "account_reset_password": _public("oneself"),
    "account_reset_password_done": _public("oneself"),
    "account_reset_password_from_key": _public("oneself"),
    "account_reset_password_from_key_done": _public("oneself"),
    "account_change_password": Policy(STAFF, "oneself"),
    "account_inactive": _public("oneself"),
    # The patient's pages
    "intake:start": _public("a new draft", "intake.started"),
    "intake:page": _public(
        OWN_DRAFT, "intake.page_saved", "intake.language_chosen", "intake.outline_chosen", "intake.carried_over"
    ),
    "intake:language": _public(OWN_DRAFT, "intake.language_chosen"),
    "intake:check": _public(OWN_DRAFT, "intake.sent"),
    "intake:receipt": _public(OWN_DRAFT),
    "intake:help_now": _public(OWN_DRAFT),
    "intake:mistake": _public(OWN_DRAFT, "intake.mistake_said"),
    "intake:with_staff": _public(OWN_DRAFT, "intake.with_staff_said", "case.noted"),
    "intake:worse": _public(OWN_DRAFT, "intake.worse_said"),
    "intake:worse_send": _public(OWN_DRAFT, "intake.page_saved", "intake.sent"),
    "intake:later": _public(OWN_DRAFT, "intake.return_link_made", "intake.return_link_mailed"),
    "intake:come_back": _public(
        "the draft that the code and the birth date open", "intake.returned", "intake.wrong_birth_date"
    ),
    "intake:return_link": _public(
        "the draft that the secret and the birth date open", "intake.returned", "intake.wrong_birth_date"
    ),
    "intake:last_time": _public(OWN_DRAFT, "intake.carried_decided", "intake.page_saved"),
    "intake:invite": _public("the invitation of the secret", "invitation.opened"),
    "intake:invited": _public(
        "the invitation that this browser has opened",
        "intake.started",
        "invitation.begun",
        "invitation.not_me",
        "invitation.wrong_birth_date",
        "intake.returned",
    ),
    "intake:privacy": _public("nothing"),
    # The clinic's tablet in a patient's hands
    "intake:tablet_alive": _public(OWN_TABLET),
    "intake:tablet_still_here": _public(OWN_TABLET),
    "intake:tablet_put_away": _public(OWN_TABLET, "tablet.ended", "intake.page_saved"),
    "intake:tablet_away": _public(OWN_TABLET, "tablet.ended"),
    "intake:tablet_done": _public("nothing"),
    # Intakes that staff start
    "intake:start_intake": Policy(
        DESK | {MANAGER}, "the clinic's public address, and intakes begun with staff", "ways_in.viewed"
    ),
    "intake:start_tablet": Policy(DESK, "a tablet of one's own clinic", changes=("tablet.started", "tablet.ended")),
    "intake:start_phone": Policy(DESK, "a new draft", changes=("intake.started",)),
    "intake:start_paper": Policy(DESK, "a new draft", changes=("intake.started",)),
    "handouts:paper_form": _public("nothing"),
    "handouts:poster": Policy(DESK | {MANAGER}, "one's own clinic's public address"),
    "intake:leave_typing": Policy(DESK, "the draft that one's own session types", changes=("intake.page_saved",)),
    "intake:carry_on": Policy(
        DESK, "an unsent intake of one's own clinic", changes=("intake.taken_up", "tablet.started", "tablet.ended")
    ),
    # The front desk
    "intake:invitations": Policy(
        DESK,
        "the clinic's invitations",
        "invitations.listed",
        ("invitation.made", "invitation.mailed", "invitation.link_made"),
    ),
    "intake:invitation_link": Policy(DESK, INVITATION, changes=("invitation.link_made",)),
    "intake:invitation_email": Policy(DESK, INVITATION, changes=("invitation.mailed",)),
    "intake:invitation_revoke": Policy(DESK, INVITATION, changes=("invitation.revoked",)),
    "intake:board": Policy(DESK | {MANAGER}, "the clinic's open cases", "board.viewed"),
    "handouts:done": Policy(DESK, "the clinic's cases accepted of late", "board.viewed"),
    "handouts:find": Policy(DESK, "the clinic's cases", changes=("board.patient_shown",)),
    "intake:board_poll": Policy(DESK | {MANAGER}, "the clinic's open cases"),
    "intake:case": Policy(DESK, CASE, "case.viewed"),
    "intake:claim": Policy(DESK, CASE, changes=("case.claimed",)),
    "intake:release": Policy(DESK, CASE, changes=("case.released",)),
    "intake:take_over": Policy(DESK, CASE, changes=("case.taken_over",)),
    "intake:contact": Policy(DESK, CASE, changes=("case.contact_logged",)),
    "intake:accept": Policy(DESK, CASE, changes=("case.accepted",)),
    "intake:raise": Policy(DESK, CASE, changes=("case.raised",)),
    "intake:override": Policy(DESK, CASE, changes=("case.overridden", "case.lowered")),
    "intake:note": Policy(DESK, CASE, changes=("case.noted",)),
    "intake:phone": Policy(DESK, CASE, changes=("case.phone",)),
    "intake:undo": Policy(DESK, CASE, changes=("case.undone",)),
    "intake:case_audit": Policy(frozenset({LEAD, MANAGER}), CASE, "case.audit_viewed"),
    "intake:page_numbers": Policy(frozenset({MANAGER}), "tallies of the clinic's own form, about nobody"),
    # The sheet
    "handouts:review": Policy(CLINICAL, CASE, "handout.viewed"),
    "handouts:preview": Policy(CLINICAL, CASE),
    "handouts:visit_summary": Policy(CLINICAL, CASE, "case.summary_viewed"),
    "handouts:edit": Policy(CLINICAL, CASE, changes=("handout.edited",)),
    "handouts:approve": Policy(CLINICAL, CASE, changes=("handout.approved",)),
    "handouts:state": Policy(DESK, REVISION),
    "handouts:pdf": Policy(DESK, REVISION, changes=("handout.printed", "handout.downloaded")),
    "handouts:plain": Policy(DESK, REVISION, changes=("handout.plain",)),
    "handouts:link": Policy(DESK, REVISION, changes=("handout.link_made",)),
    "handouts:revoke": Policy(DESK, REVISION, changes=("handout.links_revoked",)),
    "handouts:take_back": Policy(CLINICAL, REVISION, changes=("handout.taken_back",)),
    "handouts:failed": Policy(
        DESK | {MANAGER}, "the clinic's own sheets that could not be made", "handouts.failed_listed"
    ),
    "handouts:retry": Policy(DESK, REVISION, changes=("handout.retried",)),
    # What the clinic runs on, and who has signed it
    "handouts:governance": Policy(CLINICAL | {MANAGER}, RULES, "governance.viewed"),
    "handouts:governance_subject": Policy(CLINICAL | {MANAGER}, RULES, "governance.content_viewed"),
    "handouts:governance_sign": Policy(CLINICAL, RULES, changes=("governance.signed",)),
    "handouts:governance_withdraw": Policy(frozenset({LEAD}), RULES, changes=("governance.withdrawn",)),
    "handouts:governance_suspend": Policy(frozenset({LEAD}), RULES, changes=("governance.suspended",)),
    "handouts:governance_resume": Policy(frozenset({LEAD}), RULES, changes=("governance.resumed",)),
    # The patient's plan
    "plan:open": _public(
        "the plan that the secret and the birth date open", "handout.link_opened", "plan.wrong_birth_date"
    ),
    "plan:show": _public(f"{OWN_PLAN}; or by code and birth date", "handout.link_opened", "plan.wrong_birth_date"),
    "plan:file": _public(OWN_PLAN, "handout.file_opened"),
    "plan:text": _public(OWN_PLAN),
    "plan:diary": _public(OWN_PLAN),
    "plan:close": _public(OWN_PLAN),
    # Running the clinic
    "staff_list": Policy(frozenset({MANAGER}), "the clinic's staff", changes=("staff.invited",)),
    "staff_disable": Policy(frozenset({MANAGER}), "a person of one's own clinic", changes=("staff.disabled",)),
    "staff_enable": Policy(frozenset({MANAGER}), "a person of one's own clinic", changes=("staff.enabled",)),
    "clinic_settings": Policy(frozenset({MANAGER}), "one's own clinic", changes=("clinic.changed",)),
    # The API
    "api:questionnaire": _public("nothing"),
    "api:intakes": Policy(frozenset({API_KEY}) | DESK, "a new intake of one's own clinic", changes=("intake.sent",)),
    "api:decision": Policy(frozenset({API_KEY}) | DESK, "an intake of one's own clinic", "decision.viewed"),
    "api:cases": Policy(frozenset({API_KEY}) | DESK, "the clinic's open cases", "cases.listed"),
    "api:schema": _public("nothing"),
    "api:docs": _public("nothing"),
}
