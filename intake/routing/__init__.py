"""PURE: what the answers mean. A Protocol (signed, versioned rules as data) and Answers in; a Disposition out.
Conditions and facts are those of intake.questionnaire, which never imports this package."""
