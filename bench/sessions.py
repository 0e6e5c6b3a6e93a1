"""Readers without a browser: Streamlit's own websocket protocol, loopback only. One Session is one open tab."""

import asyncio
import ipaddress
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FAULT = "这一页出错了"  # what dashboard/faults.py says to a reader whose page failed


class Refused(Exception):
    """The server's answer is not the page: a fault, a page that is not found, a run that did not compile."""


@dataclass
class Answer:
    """One run of the script as the reader gets it."""

    ms: float
    size: int
    kinds: set[str] = field(default_factory=set)
    alerts: list[str] = field(default_factory=list)


class Session:
    """Opens a page, then moves the year filter; knows what a browser would send back."""

    def __init__(self, base: str, page: str, timeout: float = 60.0, headers: dict[str, str] | None = None) -> None:
        """base: http://127.0.0.1:8501; page: timeline?city=310000."""
        host = urllib.parse.urlsplit(base).hostname or ""
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise ValueError("only this machine's own server may be loaded")
        self.base, self.page, self.timeout, self.headers = base, page, timeout, headers
        self.name, _, self.query = page.partition("?")
        self.hash = ""
        self.widgets: dict[str, Any] = {}
        self.cached: dict[str, str] = {}
        self.years: tuple[int, int] | None = None
        self.socket: Any = None

    async def open(self) -> Answer:
        """Connect and run the page once."""
        self.socket = await websockets.connect(
            f"ws{self.base.removeprefix('http')}/_stcore/stream",
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            origin=self.base,  # type: ignore[arg-type]
            max_size=None,
            compression=None,
            additional_headers=self.headers,
            open_timeout=self.timeout,
        )
        return await self.run()

    async def choose(self, turn: int) -> Answer:
        """Move the year filter to its `turn`-th span: one year, or from a year on, which is what readers ask for."""
        slider = self.widgets["year"]
        first, last = int(slider.min), int(slider.max)
        spans = [(year, end) for year in range(first, last + 1) for end in dict.fromkeys((year, last))]
        self.years = spans[turn % len(spans)]
        return await self.run()

    async def run(self) -> Answer:
        """Ask for one run; returns when the script has ended."""
        began = time.perf_counter()
        await self.socket.send(self._asked().SerializeToString())
        answer = Answer(0.0, 0)
        while True:
            left = max(0.1, self.timeout - (time.perf_counter() - began))
            raw = await asyncio.wait_for(self.socket.recv(), left)
            answer.size += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            if self._taken(message, answer):
                answer.ms = (time.perf_counter() - began) * 1000
                return answer

    async def close(self) -> None:
        """Leave."""
        if self.socket is not None:
            await self.socket.close()

    def _asked(self) -> BackMsg:
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string, run.page_name, run.page_script_hash = self.query, self.name, self.hash
        run.context_info.url = f"{self.base}/{self.page}"
        run.context_info.timezone, run.context_info.locale = "Asia/Shanghai", "zh-CN"
        if self.years and "year" in self.widgets:
            state = run.widget_states.widgets.add()
            state.id = self.widgets["year"].id
            state.double_array_value.data.extend(float(year) for year in self.years)
        return asked

    def _taken(self, message: ForwardMsg, answer: Answer) -> bool:
        """Read one message; True at the end of the run."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            answer.kinds.add(self.cached.get(message.ref_hash, ""))
        elif kind == "new_session":
            self.hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self.hash = message.navigation.page_script_hash or self.hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            raise Refused("page not found")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message, answer)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise Refused("compile error")
            return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
        return False

    def _element(self, message: ForwardMsg, answer: Answer) -> None:
        element = message.delta.new_element
        kind = str(element.WhichOneof("type"))
        answer.kinds.add(kind)
        if message.metadata.cacheable:
            self.cached[message.hash] = kind
        if kind == "alert":
            answer.alerts.append(element.alert.body)
        if kind == "exception" or (kind == "alert" and FAULT in element.alert.body):
            raise Refused(element.alert.body or "an exception was shown")
        if kind == "slider" and element.slider.id.endswith("-year"):
            self.widgets["year"] = element.slider
