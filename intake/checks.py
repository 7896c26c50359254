"""Start-up checks: a rule, question or sentence that cannot be read stops the app from starting.

In: the packaged files. Out: one Django error that names file, line and what was expected.
"""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from intake import protocol_store
from intake.questionnaire.errors import ProtocolError
from intake.returning import returning


@register()
def protocol_loads(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Load everything once."""
    try:
        protocol_store.protocol()
        protocol_store.body_map()
        returning()
    except ProtocolError as error:
        return [Error(str(error), id="intake.E001")]
    return []
