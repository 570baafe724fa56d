"""The vocabulary in which a text is refused."""

from typing import NamedTuple

# What a text says that its facts do not hold.
CLAIMS = (
    "invented_year",
    "invented_track",
    "claimed_success",
    "claimed_ordinal",
    "claimed_place",
    "claimed_order",
    "claimed_length",
    "claimed_story",
    "claimed_quotation",
    "swapped_role",
    "wrong_subject",
    "unknown_name",
)
# And what is wrong with its form.
CODES = (
    "too_short",
    "too_long",
    "cut",
    "markdown",
    "heading",
    "preamble",
    "refusal",
    "thinking",
    "prompt_echo",
    "wrong_language",
    "html",
    "control_characters",
    "repeated",
    "empty",
    "unfilled",
    "citation",
    "damaged",
    "wrapper",
    "list",
    *CLAIMS,
)


class Fault(NamedTuple):
    """One reason to refuse a text: a code out of `CODES`, and a short detail (a number, or the passage itself)."""

    code: str
    detail: str = ""
