"""The properties that are proved, in order. In: nothing. Out: Property values with their exact wording."""

from intake.routing.proof.branching import closed_pages_hide_nothing
from intake.routing.proof.changes import warnings_never_lower, wishes_never_lower
from intake.routing.proof.claims import Property
from intake.routing.proof.safety import (
    blocked_is_never_offered,
    can_fire,
    earlier_stays,
    emergency_stays,
    empty_gives_no_pathway,
    open_is_not_no,
    worse_time_counts,
)

PROPERTIES = (
    Property(1, "Every rule can fire and count, and every disposition can be reached.", can_fire),
    Property(2, "A true emergency condition gives emergency, whatever else is said.", emergency_stays),
    Property(
        3,
        "An emergency rule not ruled out gives at least urgent, an urgent one at least gp_review, and a person looks.",
        open_is_not_no,
    ),
    Property(
        4, "While a page is closed, its questions could change no red flag, block or review.", closed_pages_hide_nothing
    ),
    Property(
        5,
        "No technique that is or may be blocked is offered, nor a pathway that needs one; none with an urgency.",
        blocked_is_never_offered,
    ),
    Property(
        6,
        "From no to not sure to yes, no warning answer lowers the urgency; silence is at most one step calmer than the"
        " calmest answer.",
        warnings_never_lower,
        (
            "A warning answer is a tick a red flag reads as a sign, or any tick of the screen; of a yes-or-no question"
            " the answer that raises.",
            "Design, U01: a stable cough leak goes to G14 once a birth is told, so that answer may lower U01 to G14.",
            "7.7: an urgency that rests only on the share of the screen left open may fall when that share falls.",
            "7.3: an urgency that rests only on the number of open answers may fall when one of them is given.",
        ),
    ),
    Property(7, "Nothing the patient prefers lowers the urgency.", wishes_never_lower),
    Property(
        8,
        "An empty or near-empty form gives no pathway, and a person looks at any open warning answer.",
        empty_gives_no_pathway,
    ),
    Property(9, "An urgency of an earlier screen never falls, and suspended rules give no pathway.", earlier_stays),
    Property(
        10,
        "Where free text tells a clearly different time than the answer, the worse one counts, and a person looks.",
        worse_time_counts,
        ("Which words tell a time is not proved: tests try them. One other time is enough: more only add reasons.",),
    ),
)
