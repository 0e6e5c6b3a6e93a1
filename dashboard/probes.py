"""Addresses for those who run the server: /health (the process answers), /ready (it has data to show)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard import database

FRESH = {"Cache-Control": "no-store"}


async def health(_: Request) -> Response:
    """200 as long as the process answers; restart it if it does not."""
    return PlainTextResponse("ok", headers=FRESH)


def ready(_: Request) -> Response:
    """200 with the open build's name, and what is wrong with a newer one; 503 as long as there is no data.

    Not a coroutine: a build is opened here if it is new, and that waits for the disk.
    """
    try:
        fault = database.refresh()
    except database.NoWarehouse as error:
        return JSONResponse({"ready": False, "fault": str(error)}, 503, FRESH)
    build = database.build()
    return JSONResponse({"ready": True, "build": build.stem if build else None, "fault": fault}, 200, FRESH)


ROUTES = (Route("/health", health), Route("/ready", ready))
