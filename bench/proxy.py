"""deploy/nginx.conf made to run in a folder of its own, without certificate or root: for the bench and a test."""

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.servers import free_port
from etl.paths import ROOT

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
WHOLE = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


def executable() -> str | None:
    """Where nginx is, if it is."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def configuration(folder: Path, port: int, processes: Sequence[int], sockets: int = 40) -> str:
    """The whole configuration with our own ports and places; everything else as deploy/nginx.conf has it."""
    lines = []
    for line in CONFIGURATION.read_text("utf-8").split("\n"):
        told = line.strip()
        if told.startswith(("ssl_", "add_header Strict")):
            continue
        if told.startswith("server 127.0.0.1:850"):
            line = (
                "\n".join(f"    server 127.0.0.1:{own};" for own in processes) if told.split()[1].endswith("1") else ""
            )
        lines.append(line)
    site = "\n".join(lines).replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    site = site.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace(
        "atlas.example.org", "localhost 127.0.0.1"
    )
    site = site.replace("/var/cache/nginx", str(folder)).replace("/var/log/nginx", str(folder))
    site = site.replace("proxy_set_header Host $host;", "proxy_set_header Host $http_host;")  # for our port in it
    site = site.replace("limit_conn lifeatlas_sockets 40;", f"limit_conn lifeatlas_sockets {sockets};")
    user = "user root;" if os.geteuid() == 0 else ""  # else the workers may not write into our folder
    return WHOLE.format(folder=folder, site=site, user=user)


@contextmanager
def proxied(folder: Path, processes: Sequence[int], sockets: int = 40) -> Iterator[str]:
    """The address of an nginx before the processes on these ports."""
    port = free_port()
    (folder / "nginx.conf").write_text(configuration(folder, port, processes, sockets), "utf-8")
    command = [str(executable()), "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(80):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError((folder / "error.log").read_text("utf-8")) from None
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
