"""PURE: what a handout holds. Library, facts and disposition in; Selection and HandoutDocument out. No Django here.
Whatever is said to a patient comes from handouts/library; whatever decides is in selection."""
