"""Start-up check: an activity, habit or text that cannot be read stops the app from starting.

In: the packaged library. Out: one Django error that names file and line.
"""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from handouts import catalog_store
from handouts.reading.banned import read_banned
from intake.questionnaire.errors import ProtocolError


@register()
def library_loads(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Load the library once."""
    try:
        catalog_store.catalog()
        read_banned(catalog_store.FOLDER)
    except ProtocolError as error:
        return [Error(str(error), id="handouts.E001")]
    return []
