"""RenderFailed: why a sheet could not be printed. In: a code. Out: an exception that names no person and no content."""


class RenderFailed(Exception):
    """A render that did not end well.

    `code`: markup, figure, too_long, layout, memory, cpu, time, crash, or check_* for a PDF that is not as it must be.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
