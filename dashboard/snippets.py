"""The API for the current filters, as a reader pastes it: curl, Python, pandas."""

from urllib.parse import urlencode

from etl.exports.tables import Filter

LIMIT = 1000


def address(base: str, table: str, chosen: Filter, **more: str) -> str:
    """The API's address of a table under the filter."""
    query = urlencode(chosen.query() | more, safe=",")
    return f"{base}/api/v1/{table}" + (f"?{query}" if query else "")


def snippets(base: str, table: str, chosen: Filter) -> dict[str, str]:
    """curl, Python and pandas, each whole."""
    first = address(base, table, chosen, limit=str(LIMIT))
    csv = address(base, table, chosen, limit=str(LIMIT), format="csv")
    return {
        "curl": f"curl '{quoted(csv)}' -o {table}.csv",
        "Python": f"""\
import json
from urllib.request import urlopen

base, rows = "{base}", []
page = "{first.removeprefix(base)}"
while page:  # each answer names the next page
    answer = json.load(urlopen(base + page))
    rows += answer["data"]
    page = answer["next"]
print(len(rows), "rows of build", answer["build"])""",
        "pandas": f"""\
import pandas as pd

rows = pd.read_csv(
    "{csv}",
    dtype={{"adcode": str}}, parse_dates=[{days(table)}],
)""",
    }


def days(table: str) -> str:
    """The columns of days, for pandas."""
    own = ["signed_on"] if table == "signings" else ["period_start", "period_end"]
    return ", ".join(f'"{name}"' for name in [*own, "published_on"])


def quoted(text: str) -> str:
    """Safe inside a shell's single quotes."""
    return text.replace("'", "%27")
