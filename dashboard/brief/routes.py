"""/brief and /brief.pdf: the brief of the address's choice, under the same parameters as every page."""

from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import choice, database, queries
from dashboard.brief import content, page, printing

THREADS = 2
MOST_WAITING = 8
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_limiter: list[CapacityLimiter] = []


def limiter() -> CapacityLimiter:
    """The brief's own threads; made inside the running loop."""
    if not _limiter:
        _limiter.append(CapacityLimiter(THREADS))
    return _limiter[0]


def made(asked: choice.Choice, address: str) -> str:
    """The page of a choice."""
    return page.html(content.brief(asked, address))


def printed(asked: choice.Choice, address: str) -> bytes:
    """The page as PDF; raises printing.NoPrinter."""
    return printing.pdf(made(asked, address))


async def answer(request: Request) -> Response:
    """The brief as HTML, or as PDF where the address ends so; what the address asks for wrongly is left out."""
    if limiter().statistics().tasks_waiting >= MOST_WAITING:
        return PlainTextResponse("Busy; try again in a few seconds.", 503, {"Retry-After": "10"})
    return await to_thread.run_sync(_answer, request, limiter=limiter())


def _answer(request: Request) -> Response:
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    try:
        database.refresh()
        asked = choice.decoded(dict(request.query_params), queries.known())
        query = str(request.url.query)[:2000]
        address = f"{str(request.base_url).rstrip('/')}/" + (f"?{query}" if query else "")
        if not request.url.path.endswith(".pdf"):
            return Response(made(asked, address), 200, headers | {"Content-Security-Policy": POLICY}, "text/html")
        headers["Content-Disposition"] = 'inline; filename="lifeatlas-brief.pdf"'
        return Response(printed(asked, address), 200, headers, "application/pdf")
    except database.NoWarehouse:
        return PlainTextResponse("No data has been published yet: python -m etl build", 503, headers)
    except printing.NoPrinter as reason:
        return PlainTextResponse(str(reason), 503, headers)


ROUTES: tuple[Any, ...] = (Route("/brief", answer), Route("/brief.pdf", answer))
