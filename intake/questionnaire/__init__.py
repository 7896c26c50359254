"""PURE: what is asked. Data files in; Questionnaire, Answers, Facts and Wording out.
Conditions and facts live here, since pages read them too; intake.routing may import this package, never the reverse."""
