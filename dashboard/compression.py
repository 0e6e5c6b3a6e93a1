"""Scripts, styles and boundaries sent gzipped. Streamlit sends its own as they are: plotly's script alone is 4.7 MB.

Each file is compressed once and kept; the file's own ETag says whether what is kept still holds.
"""

import gzip
from collections import OrderedDict
from typing import Any

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDERS = ("/static/", "/app/static/")
KINDS = (".js", ".css", ".json", ".geojson", ".svg", ".txt")
LEAST_BYTES = 1_000
LEVEL = 6
KEPT_BYTES = 24_000_000
Key = tuple[str, str]


class Compressed:
    """GET and HEAD of static text files, gzipped for who takes it; everything else passes through."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps the whole application."""
        self.app = app
        self.kept: OrderedDict[Key, bytes] = OrderedDict()
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not compressible(scope):
            await self.app(scope, receive, send)
            return
        plain = without_encoding(scope)
        head = await self._ask({**plain, "method": "HEAD"}, receive)
        headers = MutableHeaders(raw=list(head.start.get("headers", [])))
        etag = headers.get("etag", "")
        is_page = headers.get("content-type", "").startswith("text/html")  # what Streamlit answers for an unknown file
        if head.start["status"] != 200 or is_page or not etag or int(headers.get("content-length", 0)) < LEAST_BYTES:
            await self.app(plain, receive, send)
            return
        body = await self._body((scope["path"], etag), plain, receive)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        headers["ETag"] = f"W/{etag.removeprefix('W/')}"  # the same file in other bytes
        headers.add_vary_header("Accept-Encoding")
        if "accept-ranges" in headers:
            del headers["accept-ranges"]
        await send({"type": "http.response.start", "status": 200, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _body(self, key: Key, plain: Scope, receive: Receive) -> bytes:
        if key in self.kept:
            self.kept.move_to_end(key)
            return self.kept[key]
        whole = await self._ask({**plain, "method": "GET"}, receive)
        body: bytes = await to_thread.run_sync(gzip.compress, b"".join(whole.parts), LEVEL)
        if key not in self.kept:
            self.kept[key] = body
            self.size += len(body)
            while self.size > KEPT_BYTES:
                self.size -= len(self.kept.popitem(last=False)[1])
        return body

    async def _ask(self, scope: Scope, receive: Receive) -> "_Taken":
        taken = _Taken()
        await self.app(scope, receive, taken)
        return taken


class _Taken:
    """A response kept instead of sent."""

    def __init__(self) -> None:
        self.start: dict[str, Any] = {"status": 500}
        self.parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = dict(message)
        elif message["type"] == "http.response.body":
            self.parts.append(message.get("body", b""))


def compressible(scope: Scope) -> bool:
    """Whether the request is for a static text file, whole, by somebody who takes gzip."""
    headers = Headers(scope=scope)
    path = scope["path"]
    return (
        scope["method"] in ("GET", "HEAD")
        and path.startswith(FOLDERS)
        and path.endswith(KINDS)
        and "range" not in headers
        and any(takes_gzip(part) for part in headers.get("accept-encoding", "").split(","))
    )


def takes_gzip(part: str) -> bool:
    """Whether one part of Accept-Encoding asks for gzip: `gzip`, `gzip;q=0.5`, `*`, not `gzip;q=0`."""
    name, _, weight = part.strip().partition(";")
    return name.strip() in ("gzip", "*") and weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")


def without_encoding(scope: Scope) -> Scope:
    """The same request by somebody who takes no compression, so that nothing is compressed twice."""
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]}
