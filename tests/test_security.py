"""What stands between the network and the dashboard: headers, hosts, the shell, faults without words, compression."""

import asyncio
import base64
import gzip
import hashlib
import logging
import tomllib
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboard import boot, compression, faults, security
from etl.paths import ROOT
from tests import audit


def ask(app, path="/", method="GET", query=b"", **headers):
    """(status, headers, body) of one request to an ASGI app."""
    sent = []
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    if "host" not in headers:
        raw.append((b"host", b"localhost:8501"))
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": raw,
        "http_version": "1.1",
    }
    scope |= {"scheme": "http", "server": ("localhost", 8501), "client": ("127.0.0.1", 1), "root_path": ""}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    head = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def allowed(monkeypatch):
    """Only localhost is served here, as config.toml says."""
    names = configured()["server"]["allowedHosts"]
    monkeypatch.setattr(security, "is_host_allowed", lambda host: host.split(":")[0] in names)


def configured():
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def directives(policy):
    return {part.split()[0]: part.split()[1:] for part in policy.split("; ")}


def test_the_policy_allows_no_script_but_the_servers_own_and_the_shells_by_its_hash():
    allowed = directives(security.policy("localhost:8501"))
    assert allowed["default-src"] == ["'self'"]
    assert "'unsafe-inline'" not in allowed["script-src"]
    assert "'unsafe-eval'" not in allowed["script-src"]
    assert allowed["frame-ancestors"] == ["'self'"]
    assert allowed["object-src"] == ["'none'"]
    assert allowed["connect-src"] == ["'self'", "ws://localhost:8501", "wss://localhost:8501"]
    assert not any("*" in source or source.startswith("http") for sources in allowed.values() for source in sources)


class Scripts(HTMLParser):
    """The inline scripts of a page, as a browser finds them."""

    def __init__(self):
        super().__init__()
        self.inside = False
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.inside = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data):
        if self.inside:
            self.found.append(data)
            self.inside = False


def test_every_inline_script_of_the_page_that_is_sent_has_its_hash_in_the_policy():
    scripts = Scripts()
    scripts.feed(security.shell("zh-CN").decode())
    assert scripts.found
    for script in scripts.found:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in security.policy("localhost")


def test_another_shell_has_another_hash(tmp_path):
    (tmp_path / "index.html").write_text("<script>other()</script><script src='x.js'></script>", "utf-8")
    found = security.inline_hashes(tmp_path / "index.html")
    assert len(found) == 1
    assert found != security.inline_hashes()


@pytest.mark.parametrize("host", ["evil; script-src *", "a b", "", "x" * 300, "localhost:123456", "[::1", "a,b", "a'b"])
def test_a_host_name_can_add_nothing_to_the_policy(host):
    assert directives(security.policy(host))["connect-src"] == ["'self'"]


def test_the_shell_speaks_the_readers_language():
    app = security.Guard(HTMLResponse("<html lang='en'>"))
    for query, lang in ((b"", "zh-CN"), (b"city=310114&lang=en", "en"), (b"lang=%22%3E%3Cscript%3E", "zh-CN")):
        status, head, body = ask(app, query=query)
        assert status == 200
        assert f'<html lang="{lang}">'.encode() in body
        assert int(head["content-length"]) == len(body)
        assert b"service-desc" not in body
        assert b"LifeAtlas" in body


def test_the_shell_takes_the_place_of_a_compressed_one_too():
    app = security.Guard(
        Response(gzip.compress(b"<html>"), headers={"Content-Encoding": "gzip"}, media_type="text/html")
    )
    _, head, body = ask(app, "/timeline")
    assert "content-encoding" not in head
    assert b"</html>" in body


@pytest.mark.parametrize("path", ["/", "/map", "/static/js/x.js", "/api/v1/cells", "/health", "/_stcore/agent/mcp"])
def test_every_answer_has_the_headers(path):
    _, head, _ = ask(security.Guard(PlainTextResponse("x")), path)
    assert head["x-content-type-options"] == "nosniff"
    assert head["referrer-policy"] == "same-origin"
    assert head["x-frame-options"] == "SAMEORIGIN"
    assert head["content-security-policy"].startswith("default-src 'self'")


@pytest.mark.parametrize("path", ["/_stcore/agent/openapi.json", "/_stcore/metrics", "/_stcore/upload_file/a/b"])
def test_what_no_page_needs_is_closed(path):
    assert ask(security.Guard(PlainTextResponse("x")), path)[0] == 404
    assert ask(security.Guard(PlainTextResponse("x")), path.replace("_stcore", "other"))[0] == 200


def test_another_host_name_is_not_served_but_a_probe_is(allowed):
    app = security.Guard(PlainTextResponse("x"))
    assert ask(app, host="rebound.example:8501")[0] == 421
    assert ask(app, "/api/v1/cells", host="rebound.example")[0] == 421
    assert ask(app, "/health", host="10.0.0.7")[0] == 200
    assert ask(app, host="localhost:8501")[0] == 200


def test_what_nobody_caught_gives_a_number_and_no_words(caplog):
    async def broken(scope, receive, send):
        raise ValueError("机密的一句话")

    faults.LOG.addHandler(caplog.handler)
    try:
        status, _, body = ask(security.Guard(broken), "/api/v1/cells")
    finally:
        faults.LOG.removeHandler(caplog.handler)
    number = body.decode().rsplit(" ", 1)[1]
    assert status == 500
    assert "机密" not in body.decode() + caplog.text
    assert f"fault {number} in GET /api/v1/cells" in caplog.text
    assert "builtins.ValueError" in caplog.text
    assert "broken" in caplog.text


def failed():
    try:
        try:
            int("机密的一句话")
        except ValueError as error:
            raise RuntimeError("另一句话") from error
    except RuntimeError as error:
        return error


def test_a_trace_names_where_and_what_but_no_value():
    said = "\n".join(faults.trace(failed()))
    assert "RuntimeError" in said
    assert "ValueError" in said
    assert "test_security.py" in said
    assert "句话" not in said


def test_nobodys_log_holds_the_words_of_an_exception():
    make = faults.quieted(logging.LogRecord)
    error = failed()
    record = make("uvicorn.error", logging.ERROR, "x.py", 1, "Exception: %s", (error,), (type(error), error, None))
    said = logging.Formatter("%(message)s").format(record)
    assert "句话" not in said
    assert "RuntimeError" in said


def test_a_machine_with_nothing_to_hide_may_keep_the_words(monkeypatch):
    monkeypatch.setenv(faults.SPOKEN, "1")
    assert "另一句话" in "\n".join(faults.trace(failed()))


def test_the_settings_that_protect_are_on():
    set_to = configured()
    assert set_to["server"]["enableCORS"] is True
    assert set_to["server"]["enableXsrfProtection"] is True
    assert set_to["server"]["address"] == "127.0.0.1"
    assert set_to["server"]["allowedHosts"] == ["localhost", "127.0.0.1", "::1"]
    assert set_to["server"]["disconnectedSessionTTL"] <= 30
    assert set_to["browser"]["gatherUsageStats"] is False
    assert set_to["client"]["showErrorDetails"] == "none"
    assert set_to["client"]["disableDataExport"] is True
    assert set_to["logger"]["enableRich"] is False


SCRIPT = b"let a = 1;\n" * 1000


class Files:
    """Static files as Starlette serves them, counted."""

    def __init__(self):
        self.asked = []
        self.body = SCRIPT

    async def __call__(self, scope, receive, send):
        self.asked.append(scope["method"])
        assert not any(name == b"accept-encoding" for name, _ in scope["headers"])
        headers = {"ETag": f'"{hashlib.md5(self.body).hexdigest()}"', "Accept-Ranges": "bytes"}
        response = Response(self.body, headers=headers, media_type="text/javascript")
        await response(scope, receive, send)


def test_a_script_is_compressed_once_and_is_the_same():
    files = Files()
    app = compression.Compressed(files)
    for _ in range(3):
        status, head, body = ask(app, "/static/js/a.js", accept_encoding="br, gzip")
        assert (status, head["content-encoding"], head["vary"]) == (200, "gzip", "Accept-Encoding")
        assert head["etag"].startswith('W/"')
        assert int(head["content-length"]) == len(body) < len(SCRIPT) / 10
        assert gzip.decompress(body) == SCRIPT
    assert files.asked.count("GET") == 1
    files.body = SCRIPT + b"b"
    assert gzip.decompress(ask(app, "/static/js/a.js", accept_encoding="gzip")[2]) == SCRIPT + b"b"


@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "gzip;q=0, br"}, {"accept_encoding": "identity"}])
def test_who_takes_no_gzip_gets_none(headers):
    async def plain(scope, receive, send):
        await Response(SCRIPT, headers={"ETag": '"a"'})(scope, receive, send)

    _, head, body = ask(compression.Compressed(plain), "/static/js/a.js", **headers)
    assert "content-encoding" not in head
    assert body == SCRIPT


def test_what_is_kept_of_compressed_files_has_a_bound(monkeypatch):
    monkeypatch.setattr(compression, "KEPT_BYTES", 500)
    files = Files()
    app = compression.Compressed(files)
    for name in range(20):
        ask(app, f"/static/js/{name}.js", accept_encoding="gzip")
    assert app.size <= 500
    assert sum(map(len, app.kept.values())) == app.size


def test_a_weakness_and_a_secret_are_named_and_an_index_that_does_not_answer_is_not_taken_for_an_all_clear():
    known = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
    unknown = {"name": "b", "skip_reason": "not found"}
    assert audit.weaknesses({"dependencies": [known, unknown]}) == (["a 1: PYSEC-1, mended in 2"], 1)
    assert audit.weaknesses({"dependencies": [unknown]}) == ([], 0)
    found = {"results": {"x.py": [{"type": "Private Key", "line_number": 3}]}}
    assert audit.secrets(found) == ["x.py:3: looks like a secret (Private Key)"]


def test_what_the_browser_runs_first_is_the_file_and_is_asked_for_again_after_an_hour():
    status, head, body = ask(Starlette(routes=list(boot.ROUTES)), "/boot.js")
    assert (status, head["content-type"].split(";")[0]) == (200, "text/javascript")
    assert head["cache-control"] == "max-age=3600"
    assert body == (ROOT / "static" / "boot.js").read_bytes()
