"""What the API lets in and how it says no.

In: a request body. Out: plain JSON values without NUL, lone surrogates, NaN or Infinity; or a 400 with a clear
sentence.
"""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from clinic.storable_text import check_text


class StrictJSONParser(JSONParser):
    """JSON only: UTF-8, finite numbers, no duplicate keys, no control characters that databases refuse."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Parse the body or raise ParseError with one sentence that says what is wrong."""
        return strict_json(stream.read())


def strict_json(body: bytes) -> Any:
    """The value of `body`, or ParseError."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_no_duplicates)
        check_text(value)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ParseError("The body is not valid JSON.") from None
    except ValueError as error:
        raise ParseError(str(error)) from None
    return value


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's own handler, with one shape for every error: {"error": code, "detail": ...}."""
    response = drf_exception_handler(error, context)
    if response is None:
        return None
    code = error.default_code if isinstance(error, APIException) else "not_found"
    detail = response.data.get("detail", response.data) if isinstance(response.data, dict) else response.data
    response.data = {"error": code, "detail": detail}
    return response


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is not a number that can be stored.")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("The body names one key twice.")
    return value
