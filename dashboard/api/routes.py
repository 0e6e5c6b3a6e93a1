"""The API's addresses. Questions run in a few threads of their own, so that no page waits for them."""

from collections.abc import Callable, Sequence

import duckdb
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import database
from dashboard.api import answers, openapi, parameters
from dashboard.api.answers import Answer
from dashboard.api.problems import Problem
from dashboard.exports import Opened, opened
from etl.exports.tables import TABLES

THREADS, QUEUE = 4, 64
REVISION = "1"  # goes up when the same build would be answered in other bytes
Work = Callable[[Opened, Request], tuple[str, Callable[[], Answer]]]
_limiter: list[CapacityLimiter] = []


def limiter() -> CapacityLimiter:
    """The API's own threads; made inside the running loop."""
    if not _limiter:
        _limiter.append(CapacityLimiter(THREADS))
    return _limiter[0]


class Endpoint:
    """One address: GET and HEAD, ETag by build, and a problem document for all that goes wrong."""

    def __init__(self, work: Work) -> None:
        """work: the build and the request -> the representation's name and what makes it."""
        self.work = work

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:  # type: ignore[type-arg]
        """Answer one request."""
        request = Request(scope, receive)
        response = await self.respond(request)
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """The answer, 304, or a problem."""
        try:
            if request.method not in ("GET", "HEAD"):
                raise Problem("method-not-allowed", f"{request.method} is not allowed; the API is read-only.")
            if limiter().statistics().tasks_waiting >= QUEUE:
                raise Problem("busy", "Too many questions at once; ask again in a few seconds.")
            return await to_thread.run_sync(self._answer, request, limiter=limiter())
        except Problem as problem:
            return problem.response(request.url.path)

    def _answer(self, request: Request) -> Response:
        try:
            database.refresh()
            held = opened()
            kind, make = self.work(held, request)
            headers = {
                "ETag": f'W/"{held.build}-{kind}-{REVISION}"',
                "Cache-Control": "no-cache",
                "Vary": "Accept",
                "X-Content-Type-Options": "nosniff",
                "X-Build": held.build,
            }
            if matches(request.headers.get("if-none-match", ""), headers["ETag"]):
                return Response(status_code=304, headers=headers)
            answer = make()
            return Response(answer.body, 200, headers | answer.headers, answer.media_type)
        except database.NoWarehouse:
            raise Problem("no-build", "No data has been published yet.") from None
        except duckdb.InterruptException:
            detail = f"The question took longer than {answers.SECONDS:.0f} seconds; narrow it."
            raise Problem("too-slow", detail) from None
        except duckdb.Error:
            raise Problem("fault", "The question could not be answered.") from None


def matches(asked: str, etag: str) -> bool:
    """Whether If-None-Match names this ETag; weak comparison."""
    tags = [tag.strip().removeprefix("W/") for tag in asked.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


def _table(name: str) -> Endpoint:
    def work(held: Opened, request: Request) -> tuple[str, Callable[[], Answer]]:
        pairs = request.query_params.multi_items()
        accept = request.headers.get("accept", "")
        question = parameters.question(pairs, accept, answers.codes(held), held.build)
        return question.format, lambda: answers.rows(held, name, question)

    return Endpoint(work)


def _fact(held: Opened, request: Request) -> tuple[str, Callable[[], Answer]]:
    parameters.single(request.query_params.multi_items(), ("lang",))
    base = str(request.base_url).rstrip("/")
    return "json", lambda: answers.fact(held, request.path_params["fact_id"], base)


def _description(held: Opened, request: Request) -> tuple[str, Callable[[], Answer]]:
    parameters.single(request.query_params.multi_items(), ())
    return "json", lambda: openapi.answer(held, answers.codes(held))


def _nothing(held: Opened, request: Request) -> tuple[str, Callable[[], Answer]]:
    raise Problem("not-found", f"There is nothing at this address; see {answers.ROOT}/openapi.json.")


ROUTES: Sequence[BaseRoute] = (
    *(Route(f"{answers.ROOT}/{name}", _table(name)) for name in TABLES),
    Route(f"{answers.ROOT}/facts/{{fact_id}}", Endpoint(_fact)),
    Route(f"{answers.ROOT}/openapi.json", Endpoint(_description)),
    Route("/api/{rest:path}", Endpoint(_nothing)),
)
