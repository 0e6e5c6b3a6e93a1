"""A count of the text with what it counts and the words around it, as the reasons of not_counted.py ask for them."""

import re
from typing import NamedTuple

from etl.extractor.clauses import Clause
from etl.extractor.facts.counted_nouns import NOUN_REACH
from etl.extractor.tokens import Token

ANOTHERS_NOUN = re.compile(r"[^，,。；;、]{2,20}(?:[、和与及]|以及)$")  # 2家|百强企业、|45家高新技术企业
NEXT_COUNT = re.compile(r"(?:[、和与及]|[中里]有)(?=[^，,。；;、]{0,16}\d)")
ASIDE = re.compile(r"[（(](?:含[^（）()]{1,12}|[^（）()三四强榜]{1,12})[）)]")  # but not （新三板）
AND = ("、", "和", "及", "与")  # between counts in a row


def since_last(clause: Clause, figure: Token) -> str:
    """The text of a clause between the count before a figure and the figure."""
    counts = clause.before(figure.start, "count")
    return clause.text[(counts[-1].end if counts else clause.start) - clause.start : figure.start - clause.start]


class Counted(NamedTuple):
    """A count, its noun if the clause tells it, and the words around."""

    clause: Clause
    figure: Token
    kind: str
    noun: Token | None
    head: str  # the clause before the figure
    since: str  # the same, behind the count before
    tail: str  # the clause behind the figure
    went_public: bool
    companies: bool  # whether companies are counted

    @property
    def noun_behind(self) -> str | None:
        """The noun, if it stands behind the figure."""
        behind = self.noun is not None and self.noun.start >= self.figure.end
        return self.clause.words(self.noun) if behind and self.noun is not None else None

    @property
    def told(self) -> str:
        """The words before the figure that speak of it: 拿到注册证的企业从11家增至204家."""
        return self.since if self.noun is not None else self.head

    @property
    def listed(self) -> str:
        """The same, from where a list of counts begins: 检查企业35家、医院6家."""
        listed = self.since.startswith(AND) or self.since.endswith(AND)
        return self.head if listed else self.since

    @property
    def behind(self) -> str:
        """The words behind it that do: 高新技术企业141家、百强企业4家; 1家（甲药业）进入百强."""
        aside = ASIDE.match(self.tail) if self.tail[:1] in ("（", "(") else None
        tail = self.tail[aside.end() :] if aside else self.tail
        return "" if tail.startswith("、") else tail[:NOUN_REACH]

    @property
    def own_words(self) -> str:
        """Both, of a list only its item: 45家高新技术企业、2家百强企业 has the nouns behind, 中有 tells of a part."""
        if self.noun_behind is None:
            return self.told + self.behind
        before = ANOTHERS_NOUN.match(self.told) if self.clause.before(self.figure.start, "count") else None
        behind = NEXT_COUNT.search(self.behind)
        return self.told[before.end() if before else 0 :] + self.behind[: behind.start() if behind else NOUN_REACH]

    @property
    def around(self) -> str:
        """The words on both sides."""
        return self.head + self.tail[:NOUN_REACH]
