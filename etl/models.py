"""The nouns of the house: Document, Article and one dataclass for each table of facts.

Money is Decimal in yuan, rates are fractions, dates are inclusive, codes are text. What each field of a
fact means is written at its column in schema.sql; the names are the same.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Document:
    """One article as its file gave it: decoded, but not yet cut, simplified or dated."""

    source_path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the body in simplified text, and who published it when.

    `content` is null for the cited source of a spreadsheet's row.
    """

    article_id: str
    source_path: str
    title: str | None
    publisher: str | None
    published_on: date | None
    url: str | None
    content: str | None


@dataclass(frozen=True, slots=True)
class OutputValue:
    """A money figure of an industry: output, scale, revenue, added value, profit or exports."""

    fact_id: str
    article_id: str
    adcode: str
    zone: str | None
    industry: str | None
    industry_text: str | None
    statistic: str
    value_yuan: Decimal
    qualifier: str
    status: str
    period_start: date
    period_end: date
    quote: str
    char_start: int | None
    char_end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class GrowthRate:
    """The growth of one of those figures, or of a count; `rate` is a fraction."""

    fact_id: str
    article_id: str
    adcode: str
    zone: str | None
    industry: str | None
    industry_text: str | None
    statistic: str
    rate: Decimal
    basis: str
    qualifier: str
    status: str
    period_start: date
    period_end: date
    quote: str
    char_start: int | None
    char_end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Signing:
    """One event at which projects or agreements were signed."""

    fact_id: str
    article_id: str
    adcode: str
    zone: str | None
    industry: str | None
    industry_text: str | None
    signed_on: date
    kind: str
    project_count: int | None
    count_qualifier: str | None
    amount_yuan: Decimal | None
    amount_qualifier: str | None
    event: str | None
    parties: str | None
    quote: str
    char_start: int | None
    char_end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class EntityCount:
    """A count of companies, platforms, approvals, employees …: a stock at a date, or new ones over a period."""

    fact_id: str
    article_id: str
    adcode: str
    zone: str | None
    industry: str | None
    industry_text: str | None
    kind: str
    value: int
    qualifier: str
    change: str
    status: str
    period_start: date
    period_end: date
    quote: str
    char_start: int | None
    char_end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one article, each table in the order of the text."""

    output_values: list[OutputValue] = field(default_factory=list)
    growth_rates: list[GrowthRate] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    entity_counts: list[EntityCount] = field(default_factory=list)


# What the columns of that kind allow, as in schema.sql.
STATISTICS = ("output", "scale", "revenue", "added_value", "profit", "exports")
QUALIFIERS = ("exact", "over", "nearly", "about")
STATUSES = ("actual", "estimate", "target")
BASES = ("yoy", "average", "total")
SIGNING_KINDS = ("projects", "agreement")
CHANGES = ("stock", "new")
COUNT_KINDS = (
    *("companies", "companies_above_scale", "companies_listed", "little_giants", "high_tech_companies", "unicorns"),
    *("platforms", "institutes", "hospitals", "patents", "approvals", "employees"),
)
