"""What the signings page asks. Events are counted once however many articles report them. Choice -> DataFrame."""

import pandas as pd

from dashboard.choice import Choice
from dashboard.database import fetch
from dashboard.queries import OF_CHOICE, below

# The signing events of the choice, each with the report shown for it. A statistic and a claim do not bear on them.
EVENTS = f"WITH events AS (SELECT * FROM page_events WHERE {OF_CHOICE})"  # noqa: S608


def ask_events(question: str, choice: Choice, **more: object) -> pd.DataFrame:
    """The rows that a question finds among the signing events of the choice; it goes on where EVENTS ends."""
    own = {
        "cities": list(choice.cities) or None,
        "first": choice.first_year,
        "last": choice.last_year,
        "industries": below(choice.industry),
    }
    return fetch(EVENTS + question, own | more)


def events(choice: Choice) -> pd.DataFrame:
    """Every signing event of the choice, the newest first; columns as in EVENTS."""
    return ask_events("SELECT * FROM events ORDER BY signed_on DESC, amount DESC NULLS LAST, event_id", choice)


def by_month(choice: Choice) -> pd.DataFrame:
    """month (its first day), events, projects, amount, unsaid and uncounted (events without): months that have any."""
    return ask_events(
        """
        SELECT date_trunc('month', signed_on)::DATE AS month, count(*)::INTEGER AS events, sum(projects) AS projects,
               count(*) FILTER (amount IS NULL)::INTEGER AS unsaid,
               count(*) FILTER (projects IS NULL)::INTEGER AS uncounted, sum(amount) AS amount
        FROM events GROUP BY ALL ORDER BY month
        """,
        choice,
    )


def reports(event_ids: list[str]) -> pd.DataFrame:
    """What every article says of these events, the one shown first.

    event_id, rank, fact_id, reasons, region, signed_on, projects, count_qualifier, amount, amount_qualifier, event,
    quote, title, publisher, published_on
    """
    return fetch(
        """
        SELECT p.event_id, p.rank, p.fact_id, p.reasons, r.name AS region, r.adcode, r.pinyin, s.signed_on,
               s.project_count::DOUBLE AS projects, s.count_qualifier, s.amount_yuan::DOUBLE AS amount,
               s.amount_qualifier, s.event, s.quote, a.title, a.publisher, a.published_on
        FROM signing_reports p JOIN signings s USING (fact_id) JOIN articles a USING (article_id)
        JOIN regions r ON r.adcode = s.adcode
        WHERE list_contains($events, p.event_id) ORDER BY s.signed_on DESC, p.event_id, p.rank
        """,
        {"events": event_ids},
    )


def ticks(choice: Choice, adcodes: list[str]) -> pd.DataFrame:
    """The events of these regions and of what lies in them, for a timeline; columns as in EVENTS, and `at`."""
    return ask_events(
        """
        SELECT DISTINCT ON (event_id) events.*, own.code AS at
        FROM events JOIN (SELECT unnest($codes::VARCHAR[]) AS code) own ON own.code IN (adcode, city, province)
        ORDER BY event_id, (own.code = adcode) DESC, (own.code IS NOT DISTINCT FROM city) DESC
        """,
        choice,
        codes=adcodes,
    )
