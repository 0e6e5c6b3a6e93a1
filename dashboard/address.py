"""Addresses that people can read: Streamlit writes the comma between codes as %2C; ours stays a comma."""

from types import SimpleNamespace
from urllib import parse

from streamlit.runtime.state import query_params


def urlencode(query: object, doseq: bool = False) -> str:
    """As urllib's, with the comma left as it is; a query may hold one (RFC 3986, 3.4)."""
    return parse.urlencode(query, doseq=doseq, safe=",")  # type: ignore[arg-type]


def keep_commas() -> None:
    """Have Streamlit's writer of the address use it. Streamlit is pinned, and a test in a browser watches this."""
    query_params.parse = SimpleNamespace(**{**vars(parse), "urlencode": urlencode})  # type: ignore[assignment,attr-defined]
