"""The server answers this machine's own browser, about what it has, and nobody and nothing else."""

import http.client
import json
import socket
from pathlib import Path

import pytest

from typeset.preview.board import Board, Shown
from typeset.preview.server import FILES, USUAL_PORT, PortTaken, Server
from typeset.preview.session import VSCODE
from typeset.preview.workshop import Workshop

SMALL = Path(__file__).parents[3] / "pages" / "small.yaml"


@pytest.fixture(scope="module")
def room(chart_cache):
    """A server with the small report on its board."""
    board = Board()
    server = Server(board, port=0, editor=VSCODE, folder=str(SMALL.parent))
    workshop = Workshop(SMALL, chart_cache)
    done = workshop.lay()
    shown = workshop.show(done, Shown())
    board.show(shown)
    yield server
    server.close()


@pytest.fixture
def ask(room):
    """Ask the server something; gives status, headers and body."""

    def get(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=10)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read() if "event-stream" not in answer.headers.get("Content-Type", "") else answer.fp.readline()
        connection.close()
        return answer.status, answer.headers, body

    return get


def state_of(room):
    """The state as a browser gets it first."""
    return json.loads(room.state(room.board.shown, with_problems=True))


@pytest.mark.parametrize("path", FILES)
def test_everything_is_served_with_its_manners(ask, path):
    """Whatever is given out says what it is, may not be guessed at, framed, or used by other sites."""
    status, headers, body = ask(path)
    assert (status, body) == (200, FILES[path][0].read_bytes())
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_page_names_nothing_outside(ask):
    """The page, its style and its script name no other server: it works with the network down."""
    for path in ("/", "/room.css", "/room.js"):
        body = ask(path)[2].decode()
        assert "https://" not in body
        assert body.replace("http://www.w3.org/2000/svg", "").count("http://") == 0


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.example.org:{port}", ""]
)
def test_another_name_is_refused(ask, room, host):
    """A page that had its own name lead to this machine gets nothing (DNS rebinding)."""
    status, _, body = ask("/room.js", Host=host.format(port=room.port))
    assert status == 403
    assert b"this preview is called" in body


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
def test_its_own_names_are_answered(ask, room, host):
    """By number or by name."""
    assert ask("/", Host=host.format(port=room.port))[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "navigate"},
    ],
)
def test_other_sites_are_refused(ask, headers):
    """Another site may neither fetch nor embed what the preview shows."""
    assert ask("/news", **headers)[0] == 403


def test_a_link_from_elsewhere_opens_the_page(ask):
    """Following a link to the preview is no attack; the page itself is public knowledge."""
    assert ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0] == 200


def test_its_own_page_is_answered(ask, room):
    """What a browser says when the page itself asks."""
    headers = {"Origin": f"http://127.0.0.1:{room.port}", "Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"}
    assert ask("/blocks/1/0.json", **headers)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../content.yaml",
        "/room/../../session.py",
        "/%2e%2e/content.yaml",
        "/room.html",
        "//etc/passwd",
        "/fonts/",
        "/fonts/../../pyproject.toml",
        "/pages/0/1-screen.svg",
        "/pages/{session}/1-screen.svg/..",
        "/pages/{session}/999999-screen.svg",
        "/pages/{session}/1-other.svg",
        "/blocks/1/99.json",
        "/blocks/2/0.json",
        "/blocks/1/-1.json",
        "/blocks/1/99999999999.json",
    ],
)
def test_nothing_else_is_there(ask, room, path):
    """Whatever is not on the list is not found, wherever on disk its name might lead."""
    assert ask(path.format(session=room.session))[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_takes_no_orders(ask, method):
    """There is nothing to change from a browser."""
    assert ask("/", method=method)[0] == 501


def test_a_head_has_no_body(ask):
    """Who asks for the head of an answer gets that."""
    status, headers, body = ask("/", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


def test_news_begin_with_the_present_state(ask):
    """A tab that is opened late knows at once what is shown."""
    status, headers, line = ask("/news")
    assert (status, headers["Content-Type"], line) == (200, "text/event-stream", b"event: state\n")


def test_pictures_of_pages_are_drawings_that_ask_for_nothing(ask, room):
    """Every page is an SVG picture by the number of its look, in both colours; scripts and addresses have no place in it."""
    state = state_of(room)
    for leaf in state["pages"]:
        for look in ("screen", "paper"):
            status, headers, body = ask(f"/pages/{room.session}/{leaf['v']}-{look}.svg")
            assert (status, headers["Content-Type"]) == (200, "image/svg+xml")
            assert "immutable" in headers["Cache-Control"]
            assert body.startswith(b"<svg ")
            assert b"<script" not in body
            assert b"href=" not in body.replace(b'href="data:image/', b"")


def test_blocks_say_where_they_come_from(ask, room):
    """Each block of a page has a place in the manifest, as one cites it and as an editor opens it."""
    state = state_of(room)
    pages = [json.loads(ask(f"/blocks/{state['build']}/{number}.json")[2]) for number in range(len(state["pages"]))]
    blocks = [block for page in pages for block in page]
    assert len(blocks) > 20
    source = SMALL.read_text(encoding="utf-8").splitlines()
    for block in blocks:
        assert block["place"] == f"small.yaml:{block['line']}:{block['column']}"
        assert Path(block["path"]) == SMALL
        assert source[block["line"] - 1].strip()


def test_a_port_in_use_is_said(room):
    """Who asks for a port by number is told when it is taken, and what to do."""
    with pytest.raises(PortTaken, match=rf"port {room.port} cannot be used: .*--port"):
        Server(Board(), port=room.port, editor="", folder="")


def test_without_a_port_a_free_one_is_found():
    """Two previews at a time: the second takes whatever port is free."""
    held = socket.socket()
    try:
        held.bind(("127.0.0.1", USUAL_PORT))
        held.listen()
    except OSError:
        pass  # somebody else's, which serves as well
    try:
        server = Server(Board(), port=None, editor="", folder="")
        assert server.port not in {0, USUAL_PORT}
        server.close()
    finally:
        held.close()


def test_it_listens_on_this_machine_only(room):
    """Neither the network nor any other address of this machine reaches it."""
    assert room._http.server_address[0] == "127.0.0.1"
