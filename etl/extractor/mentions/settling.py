"""The region that an article is about, and through it the codes of names that do not settle themselves."""

from typing import NamedTuple

from etl.extractor.rules import Mention


class Settled(NamedTuple):
    """`home` is the region that the article is about and `zone` the park if it is about one; `mentions` have their codes."""

    home: str | None
    zone: str | None
    mentions: list[Mention]
    reasons: list[str]


def settle(
    title: str | None, body: str, mentions: list[Mention], year: int | None = None, hint: str | None = None
) -> Settled:
    """Codes for the article as a whole. `mentions` are those that find(body) gave; `hint` is text that stands around it."""
    return Settled(None, None, mentions, [])
