"""ProtocolError: what every loader of clinical data raises. In: file, line and what was expected.
Out: an exception whose text is "file:line: message", fit for a terminal and for Django's checks."""


class ProtocolError(Exception):
    """A data file says something the loaders do not accept; the app must not start with it."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message
