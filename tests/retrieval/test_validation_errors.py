"""What pydantic finds wrong is told in words that say what to do, for each kind of field."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from retrieval.validation_errors import problem_place, reason_for


def even(number: int) -> int:
    if number % 2:
        raise ValueError(f"{number} is odd; give an even number")
    return number


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = ""


class Form(BaseModel):
    text: Annotated[str, Field(max_length=3, min_length=1)] = "a"
    count: Annotated[int, Field(ge=1, le=100)] = 1
    seconds: Annotated[float, Field(gt=0, lt=10, allow_inf_nan=False)] = 1
    flag: bool = False
    kind: Literal["a", "b"] = "a"
    names: Annotated[list[str], Field(min_length=2, max_length=3)] = Field(default=["a", "b"])
    inner: Inner = Inner()
    pair: Annotated[int, AfterValidator(even)] = 2
    table: dict[str, int] = {}
    needed: str


@pytest.mark.parametrize(
    ("given", "where", "said"),
    [
        ({}, "needed", "it must be given"),
        ({"text": None}, "text", "it must be text"),
        ({"text": ""}, "text", "it must have 1 or more characters"),
        ({"text": "long"}, "text", "it must have 3 characters or fewer"),
        ({"count": "many"}, "count", "it must be a whole number"),
        ({"count": None}, "count", "it must be a whole number"),
        ({"count": 1.5}, "count", "it must be a whole number"),
        ({"count": 0}, "count", "it must be 1 or more"),
        ({"count": 101}, "count", "it must be 100 or less"),
        ({"seconds": 0}, "seconds", "it must be more than 0"),
        ({"seconds": 10}, "seconds", "it must be less than 10"),
        ({"seconds": "nan"}, "seconds", "it must be a number that ends"),
        ({"seconds": "x"}, "seconds", "it must be a number"),
        ({"seconds": []}, "seconds", "it must be a number"),
        ({"flag": "perhaps"}, "flag", "it must be true or false"),
        ({"flag": []}, "flag", "it must be true or false"),
        ({"kind": "c"}, "kind", "it must be 'a' or 'b'"),
        ({"names": "a"}, "names", "it must be a list"),
        ({"names": ["a"]}, "names", "it must have 2 or more entries; it has 1"),
        ({"names": ["a"] * 4}, "names", "it must have 3 entries or fewer; it has more"),
        ({"names": ["a", 2]}, "names.1", "it must be text"),
        ({"inner": {"nam": "a"}}, "inner.nam", "it must be left out; it is not known here"),
        ({"inner": 3}, "inner", "it must be an object with named fields"),
        ({"table": 3}, "table", "it must be an object with named fields"),
        ({"pair": 3}, "pair", "3 is odd; give an even number"),
    ],
)
def test_each_kind_is_told_in_plain_words(given: dict[str, Any], where: str, said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Form.model_validate({"needed": "x", **given} if given else {})
    (problem,) = raised.value.errors()
    assert (problem_place(problem), reason_for(problem)) == (where, said)


@pytest.mark.parametrize(("given", "said"), [(b"{", "it must be JSON; "), (b"[]", "it must be an")])
def test_a_whole_that_is_wrong_has_no_place(given: bytes, said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Form.model_validate_json(given)
    (problem,) = raised.value.errors()
    assert not problem_place(problem)
    assert reason_for(problem).startswith(said)


def test_a_kind_that_is_not_known_keeps_the_words_that_came_with_it() -> None:
    assert reason_for({"type": "of_tomorrow", "msg": "Value error, too new"}) == "too new"
