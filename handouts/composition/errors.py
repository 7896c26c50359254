"""LibraryError and SelectionError. In: what is wrong with a library file, or with a clinician's edit.
Out: exceptions whose text names the file and line, or whose code a page can put in words."""

from intake.questionnaire.errors import ProtocolError


class LibraryError(ProtocolError):
    """A library file says something the loader does not accept; the app must not start with it."""


class SelectionError(ValueError):
    """An edit that the rules do not allow. `code` says which rule, `activity` which activity."""

    def __init__(self, code: str, activity: str = "") -> None:
        super().__init__(f"{code}: {activity}" if activity else code)
        self.code = code
        self.activity = activity
