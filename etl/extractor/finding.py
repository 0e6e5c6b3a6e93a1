"""What the facts share: the article they read in, and what they say of each figure."""

from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from etl.extractor.clauses import Place
from etl.extractor.tokens import Token

ID_BYTES = 8


class Context(NamedTuple):
    """The article as a whole: its date (an assumed one where it has none), its body, the region that it is about."""

    article_id: str
    content: str
    published_on: date
    home: Place | None
    lead: Place | None = None  # the region that the article's first paragraphs name most
    dated: bool = True


class Finding(NamedTuple):
    """A figure, and the fact that it makes or the reason why it makes none."""

    figure: Token
    fact: Any | None
    reason: str


def fact_id(*parts: object) -> str:
    """The same parts give the same id in every build."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=ID_BYTES).hexdigest()
