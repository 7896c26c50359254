"""Structured logs: one JSON object a line on standard error, with event names, ids, codes and timings only.

Exceptions are logged by type and place, never by message: a message may quote what a person typed.
"""

import logging
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict


def exception_without_values(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by the exception's type and its frames (file, line, function), without message or values."""
    info = event.pop("exc_info", None)
    record = event.get("_record")
    if not isinstance(info, tuple) and record is not None:
        info = record.exc_info
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        frames = traceback.extract_tb(info[2])[-8:]
        event["exception"] = info[0].__name__
        event["frames"] = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    if record is not None:
        record.exc_info, record.exc_text = None, None
    return event


def template_only(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """For records of other libraries keep the message's template and drop its arguments."""
    record: logging.LogRecord | None = event.get("_record")
    if record is not None and not record.name.startswith("unknot"):
        event["event"] = str(record.msg)
        event["logger"] = record.name
    return event


structlog.configure(
    processors=[
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                exception_without_values,
                template_only,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"unknot": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
