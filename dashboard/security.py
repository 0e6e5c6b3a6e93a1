"""What stands between the network and the dashboard: response headers, hosts, closed addresses, the shell, faults.

One ASGI middleware, the outermost of our own. Streamlit sets no security header itself, and its page's shell is fixed.
"""

import base64
import functools
import hashlib
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dashboard import boot, faults

SHELL = Path(streamlit.__file__).parent / "static" / "index.html"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HOST = re.compile(r"[A-Za-z0-9.\-]{1,255}(?::\d{1,5})?|\[[0-9a-fA-F:.]{2,45}\](?::\d{1,5})?")
# No page uses them: an API for other programs to click through the app, its inner counters, and a place for uploads.
CLOSED = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/upload_file")
PROBES = ("/health", "/ready", "/_stcore/health")  # a load balancer asks by address, not by name
TITLE = "生医图谱 LifeAtlas"
NOSCRIPT = "请启用 JavaScript。不用浏览器也可以读数据：/api/v1/openapi.json　Without JavaScript: /api/v1/openapi.json"
PLAIN_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@functools.cache
def inline_hashes(shell: Path = SHELL) -> tuple[str, ...]:
    """The CSP sources of the inline scripts in the installed shell, so that an update of Streamlit needs no edit."""
    scripts = INLINE.findall(shell.read_text("utf-8"))
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)


def policy(host: str) -> str:
    """The Content-Security-Policy; the websocket may go back to `host` only."""
    own = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            # Streamlit's protocol computes 64-bit numbers in WebAssembly; no text becomes a script by it.
            " ".join(("script-src 'self' 'wasm-unsafe-eval'", *inline_hashes())),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            f"connect-src 'self'{own}",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


@functools.cache
def shell(lang: str, path: Path = SHELL) -> bytes:
    """The installed index.html with its language, its title and what is said without JavaScript."""
    text = path.read_text("utf-8")
    text = text.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    text = re.sub(r"<title>[^<]*</title>", f"<title>{TITLE}</title>", text, count=1)
    text = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{NOSCRIPT}</p></noscript>", text, count=1, flags=re.S)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.S)
    text = text.replace("<head>", f"<head>{boot.TAG}", 1)
    # An address that is closed here, and a font that the theme does not use.
    return re.sub(r'<link\s+rel="(?:service-desc|preload)"[^>]*>\s*', "", text).encode("utf-8")


class Guard:
    """Checks the host, shuts what is not needed, sets the headers, and answers for what nobody caught."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps the whole application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; websockets are checked by Streamlit itself, by the same lists."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        outgoing = _Outgoing(scope, send, host)
        path = scope.get("path", "")
        if path not in PROBES and not is_host_allowed(host):
            await PlainTextResponse("This host name is not served here.", 421)(scope, receive, outgoing)
        elif any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED):
            await PlainTextResponse("Not found.", 404)(scope, receive, outgoing)
        else:
            await self._answer(scope, receive, outgoing)

    async def _answer(self, scope: Scope, receive: Receive, outgoing: "_Outgoing") -> None:
        try:
            await self.app(scope, receive, outgoing)
        except Exception as error:
            number = faults.record(error, f"{scope['method']} {scope['path']}")
            if outgoing.started:
                raise faults.Reported(number) from None
            await PlainTextResponse(f"出错了 Something failed. 编号 {number}", 500)(scope, receive, outgoing)


class _Outgoing:
    """The way back: headers are added, and the shell is put in the place of Streamlit's own."""

    def __init__(self, scope: Scope, send: Send, host: str) -> None:
        self.send = send
        self.host = host
        self.bare = scope["method"] == "HEAD"
        self.lang = (
            "en" if "en" in parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", []) else "zh-CN"
        )
        self.static = scope.get("path", "").startswith(("/api/", "/app/static/", "/component/", "/media/"))
        self.started = False
        self.body: bytes | None = None

    async def __call__(self, message: Message) -> None:
        """Pass one message on."""
        if message["type"] == "http.response.start":
            self.started = True
            self._head(message)
        elif message["type"] == "http.response.body" and self.body is not None:
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": b"" if self.bare else self.body, "more_body": False}
        await self.send(message)

    def _head(self, message: dict[str, Any] | Message) -> None:
        headers = MutableHeaders(raw=message.setdefault("headers", []))
        for name, value in PLAIN_HEADERS.items():
            headers.setdefault(name, value)
        headers["Content-Security-Policy"] = policy(self.host)
        is_page = headers.get("content-type", "").startswith("text/html") and message["status"] == 200
        if is_page and not self.static:
            self.body = shell(self.lang)
            headers["Content-Length"] = str(len(self.body))
            # They speak of the file that is not sent.
            for name in ("etag", "last-modified", "accept-ranges", "content-encoding"):
                if name in headers:
                    del headers[name]
