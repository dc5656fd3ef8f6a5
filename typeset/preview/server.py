"""The server: gives the preview's page, its pictures and its news to browsers on this machine.

It listens on 127.0.0.1 alone, and answers only who asks for it by that name: a page on the
web that has its own name lead here (DNS rebinding) is refused, and so is one that asks from
elsewhere. It takes no orders, only questions; and there is a fixed list of what it serves, so
no path can lead out of it.
"""

from __future__ import annotations

import os
import re
import secrets
import socketserver
from collections import OrderedDict
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import cast

from typeset import VERSION
from typeset.preview.board import Board, Shown
from typeset.preview.picture import LOOKS, Look
from typeset.preview.telling import as_blocks, as_state

HOME = "127.0.0.1"
USUAL_PORT = 8437

ROOM = Path(__file__).parent / "room"
FONTS = Path(__file__).resolve().parents[2] / "fonts"

HEARTBEAT = 15.0
"""Seconds after which a line of silence is sent: a browser that has gone is noticed by it."""

MOST_KEPT = 60_000_000
"""Bytes of painted pages that are kept; a page of text takes half a million, one with a photograph several."""

FILES: Mapping[str, tuple[Path, str]] = {
    "/": (ROOM / "room.html", "text/html; charset=utf-8"),
    "/room.css": (ROOM / "room.css", "text/css; charset=utf-8"),
    "/room.js": (ROOM / "room.js", "text/javascript; charset=utf-8"),
    "/icon.svg": (ROOM / "icon.svg", "image/svg+xml"),
    "/fonts/regular.ttf": (FONTS / "SourceSans3-Regular.ttf", "font/ttf"),
    "/fonts/semibold.ttf": (FONTS / "SourceSans3-Semibold.ttf", "font/ttf"),
    "/fonts/italic.ttf": (FONTS / "SourceSans3-It.ttf", "font/ttf"),
}
"""Everything that is given out as it is."""

_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PICTURE = "default-src 'none'; img-src data:; frame-ancestors 'none'"

_MANNERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class PortTaken(Exception):
    """The port is in use, or may not be used; the message says what to try."""


class Server:
    """Serves one board until it is closed."""

    def __init__(self, board: Board, *, port: int | None, editor: str, folder: str) -> None:
        self.board = board
        self.session = secrets.token_hex(4)
        self._editor = editor
        self._folder = folder
        self._pictures: OrderedDict[tuple[int, Look], bytes] = OrderedDict()
        self._lock = Lock()
        self._http = _listen(port, self)
        self.port: int = self._http.server_address[1]
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOME}:{self.port}/"

    def close(self) -> None:
        """Stop answering; those who still listen are sent home."""
        self.board.close()
        self._http.shutdown()
        self._http.server_close()

    def state(self, shown: Shown, *, with_problems: bool) -> str:
        """A state as JSON."""
        return as_state(shown, self.session, self._editor, self._folder, with_problems=with_problems)

    def blocks(self, build: int, number: int) -> str | None:
        """What stands on a page of the present state; None when it is no longer that one."""
        shown = self.board.shown
        if shown.build != build or shown.pages is None or number >= len(shown.pages.leaves):
            return None
        return as_blocks(shown.pages, number, self._folder)

    def picture(self, version: int, look: Look) -> bytes | None:
        """The page with this look; None when it is no longer there."""
        with self._lock:
            known = self._pictures.get((version, look))
            if known is not None:
                self._pictures.move_to_end((version, look))
                return known
        pages = self.board.shown.pages
        page = next((leaf.page for leaf in pages.leaves if leaf.version == version), None) if pages else None
        if pages is None or page is None:
            return None
        painted = pages.painter.paint(page, pages.book.bleed, pages.pictures, look)
        with self._lock:
            self._pictures[version, look] = painted
            while sum(map(len, self._pictures.values())) > MOST_KEPT and len(self._pictures) > 1:
                self._pictures.popitem(last=False)
        return painted


def _listen(port: int | None, server: Server) -> _Http:
    """Take *port*; with None the usual one, or any free one where that is in use."""
    try:
        return _Http(USUAL_PORT if port is None else port, server)
    except OSError as error:
        if port is None:
            return _Http(0, server)
        reason = error.strerror or str(error)
        raise PortTaken(
            f"port {port} cannot be used: {reason}. Choose another with --port, or leave it out to take a free one"
        ) from error
    except OverflowError as error:
        raise PortTaken(f"there is no port {port}: they end at 65535") from error


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # on Windows it would let two programs share a port
    request_queue_size = 64

    def __init__(self, port: int, room: Server) -> None:
        self.room = room
        super().__init__((HOME, port), _Handler)

    def server_bind(self) -> None:
        """Bind, and leave it at that: the library would ask the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOME, self.server_address[1]

    def handle_error(self, *_: object) -> None:
        """A browser that has gone away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"typeset/{VERSION}"
    sys_version = ""
    timeout = 60
    # Answers are written in one piece; waiting for more to send would only delay them.
    disable_nagle_algorithm = True
    wbufsize = -1

    @property
    def _room(self) -> Server:
        return cast("_Http", self.server).room

    def do_GET(self) -> None:  # noqa: N802  # the library's name
        refusal = self._refusal()
        if refusal:
            self._send(HTTPStatus.FORBIDDEN, refusal.encode(), "text/plain; charset=utf-8")
            return
        path = self.path.partition("?")[0]
        if path in FILES:
            file, kind = FILES[path]
            policy = _PAGE if path == "/" else _PICTURE
            self._send(HTTPStatus.OK, file.read_bytes(), kind, policy=policy)
            return
        for pattern, answer in _ROUTES:
            found = pattern.fullmatch(path)
            if found:
                answer(self, *found.groups())
                return
        self._nothing()

    do_HEAD = do_GET  # noqa: N815  # the library's name

    def _refusal(self) -> str:
        """Why this question is not answered, or nothing."""
        port = self._room.port
        names = {f"{name}:{port}" for name in (HOME, "localhost")} | ({HOME, "localhost"} if port == 80 else set())
        if self.headers.get_all("Host", []) not in [[name] for name in names]:
            return f"this preview is called {HOME}:{port} and nothing else\n"
        origin = self.headers.get("Origin")
        if origin is not None and origin not in {f"http://{name}" for name in names}:
            return "this preview answers its own page only\n"
        foreign = self.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}
        if foreign and (self.path != "/" or self.headers.get("Sec-Fetch-Mode") != "navigate"):
            return "this preview answers its own page only\n"
        return ""

    def _send(
        self, status: HTTPStatus, body: bytes, kind: str, *, policy: str = _PICTURE, cache: str = "no-store"
    ) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": cache,
            "Content-Security-Policy": policy,
            **_MANNERS,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _nothing(self) -> None:
        self._send(HTTPStatus.NOT_FOUND, b"nothing stands here\n", "text/plain; charset=utf-8")

    def _picture(self, session: str, version: str, look: str) -> None:
        painted = self._room.picture(int(version), cast("Look", look)) if session == self._room.session else None
        if painted is None:
            self._nothing()
        else:  # the number stands for this look in this session, and for no other ever
            self._send(HTTPStatus.OK, painted, "image/svg+xml", cache="private, max-age=86400, immutable")

    def _blocks(self, build: str, number: str) -> None:
        told = self._room.blocks(int(build), int(number))
        if told is None:
            self._nothing()
        else:
            self._send(HTTPStatus.OK, told.encode(), "application/json; charset=utf-8")

    def _news(self) -> None:
        """Server-sent events: the state now, and again whenever it changes, until the browser goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "Connection": "close", **_MANNERS}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        serial = -1
        told: object = None
        with self._room.board as board:
            while not board.is_closed:
                news = board.wait(serial, HEARTBEAT)
                if news is None:
                    self._say(": nothing new\n\n")
                    continue
                serial, shown = news
                # Pages come first; finding the places of many problems on them may take longer than laying out.
                state = self._room.state(shown, with_problems=shown.problems is not told)
                told = shown.problems
                self._say(f"event: state\ndata: {state}\n\n")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Keep the terminal for what concerns the author."""


_NUMBER = r"([0-9]{1,9})"
_ROUTES: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (re.compile(r"/news"), _Handler._news),
    (re.compile(rf"/pages/([0-9a-f]+)/{_NUMBER}-({'|'.join(LOOKS)})\.svg"), _Handler._picture),
    (re.compile(rf"/blocks/{_NUMBER}/{_NUMBER}\.json"), _Handler._blocks),
)
