"""What any protocol must keep to, in the words of the routing design (sections 2, 5 and 7), whatever its data say. In:
nothing. Out: constants. They stand here, apart from decision.yaml, so that a wrong threshold there is found."""

from collections.abc import Mapping

from intake.routing.urgency import Pathway, Urgency

# 7.1 and 7.2: least urgency while a rule of that urgency is not ruled out.
LEAST_WHEN_OPEN: Mapping[Urgency, Urgency] = {Urgency.EMERGENCY: Urgency.URGENT, Urgency.URGENT: Urgency.GP_REVIEW}
# 7.7: a form with this share of the screen unknown is too empty for a pathway.
NEAR_EMPTY_PERCENT = 30
# 7.4 and 7.8: what falls while any block cannot be excluded, or the age is not known.
FALLS_WHEN_UNKNOWN = ("manipulation", "deep_pressure")
# Section 2: nobody with an urgency is given hands-on care without a clinician.
NEVER_WITH_URGENCY = "hands_on"
# Section 5: what these pathways cannot do without.
NEEDS: Mapping[Pathway, tuple[str, ...]] = {
    Pathway.MASSAGE: ("hands_on",),
    Pathway.CHIROPRACTIC: ("hands_on", "manipulation"),
}
# Section 4, U01: a stable cough leak after giving birth, and only that, goes to G14 instead. So this answer may lower.
MILDER_BY_DESIGN: Mapping[str, str] = {"pregnant_or_birth": "G14"}
