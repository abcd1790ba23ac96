"""What pydantic found wrong with a value, in plain words that say what it must be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_MUST_BE = {
    # A field too few, or one too many.
    "missing": "be given",
    "extra_forbidden": "be left out; it is not known here",
    # Another type; "_parsing" is of text, as the environment has it.
    "string_type": "be text",
    "int_type": "be a whole number",
    "int_parsing": "be a whole number",
    "int_from_float": "be a whole number",
    "float_type": "be a number",
    "float_parsing": "be a number",
    "finite_number": "be a number that ends",
    "bool_type": "be true or false",
    "bool_parsing": "be true or false",
    "list_type": "be a list",
    "dict_type": "be an object with named fields",
    "model_type": "be an object with named fields",
    "model_attributes_type": "be an object with named fields",
    "literal_error": "be {expected}",
    # A number's bounds, a list's and a text's length.
    "greater_than": "be more than {gt}",
    "greater_than_equal": "be {ge} or more",
    "less_than": "be less than {lt}",
    "less_than_equal": "be {le} or less",
    "too_short": "have {min_length} or more entries; it has {actual_length}",
    "too_long": "have {max_length} entries or fewer; it has more",
    "string_too_short": "have {min_length} or more characters",
    "string_too_long": "have {max_length} characters or fewer",
    "json_invalid": "be JSON; {error}",
}
"""By pydantic's name of a kind of error, what follows "must"; `{ge}` and the like are its own."""

OWN = "Value error, "  # what pydantic puts before the message of a check of ours


def reason_for(problem: Mapping[str, Any]) -> str:
    """One entry of `ValidationError.errors()`: `it must be 1 or more`, or a check's own words."""
    # None for a check of ours, which has words of its own, and for kinds that the table lacks.
    known = _MUST_BE.get(problem["type"])
    if known is None:
        return str(problem["msg"]).removeprefix(OWN)
    limits = {name: _short(value) for name, value in problem.get("ctx", {}).items()}
    return f"it must {known.format(**limits)}"


def _short(limit: object) -> object:
    """`0` for 0.0, as whoever wrote the value would write it."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


def problem_place(problem: Mapping[str, Any]) -> str:
    """Where it is: `dateline.since`, `outlets.0`; empty for the whole."""
    return ".".join(map(str, problem["loc"]))
