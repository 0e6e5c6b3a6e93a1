"""/boot.js: what the browser runs before Streamlit's own scripts (static/boot.js)."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from etl.paths import STATIC

TAG = '<script src="./boot.js"></script>'


async def boot(_: Request) -> Response:
    """The script; asked for again after an hour."""
    body = (STATIC / "boot.js").read_bytes()
    return Response(body, media_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


ROUTES = (Route("/boot.js", boot),)
