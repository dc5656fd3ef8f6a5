"""The preview's page as a reader meets it, in a real browser: looked at, leafed through, clicked, and edited behind."""

import os

import pytest
from browser import Browser, find_chromium
from test_watch import MANIFEST, Preview, save

pytestmark = [pytest.mark.slow, pytest.mark.judge]

TEXT = MANIFEST.replace("A closing word.", "A closing word that is no\n      longer than a line or two.")


@pytest.fixture(scope="module")
def program():
    """The browser; a machine without one skips these tests, but never CI."""
    found = find_chromium()
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not on this machine")
        pytest.skip("chromium is not on this machine")
    return found


@pytest.fixture
def manifest(tmp_path):
    """A report of four pages."""
    path = tmp_path / "report" / "content.yaml"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def preview(manifest, tmp_path_factory):
    """The command, running."""
    running = Preview(manifest, "--port", "0", cache=tmp_path_factory.getbasetemp() / "cache-of-browsers")
    yield running
    running.process.kill()
    running.process.communicate()


@pytest.fixture(params=[(1280, 800), (390, 780)], ids=["desk", "phone"])
def window(request, preview, program, tmp_path):
    """The page, with its first pages in sight."""
    browser = Browser(program, tmp_path / "profile", request.param)
    browser.open(preview.address)
    browser.until(
        "document.querySelectorAll('.page img').length > 0 && document.querySelectorAll('.page').length === 4"
    )
    browser.until("document.getElementById('status').textContent.includes('no problems')")
    yield browser
    browser.close()


STATUS = "document.getElementById('status').textContent"


def test_a_reader_leafs_clicks_and_sees_an_edit(window, manifest):
    """Keys and clicks do what they promise, an edit appears on its page, a mistake is told; the console stays empty."""
    # Leafing, and going to a page by its number.
    window.press("End")
    assert window.until("document.getElementById('where').value.endsWith('4') && location.hash === '#4'")
    window.press("g")
    window.press("2")
    window.press("Enter")
    assert window.until("location.hash === '#2' && document.activeElement.dataset.number === '1'")

    # A passage says where it comes from, by keyboard and by click.
    window.press("Enter")
    assert window.until("document.querySelector('#card:not([hidden]) .place').textContent") == "content.yaml:4:5"
    window.press("ArrowDown")
    assert window.until("document.querySelector('#card .place').textContent === 'content.yaml:7:7'")
    link = window.ask("document.querySelector('#card a').href")
    assert link == f"vscode://file{manifest}:7:7"
    box = window.ask("(({left, top, width, height}) => [left + width / 2, top + height / 2])(document.querySelector('.spot.held').getBoundingClientRect())")  # fmt: skip
    window.press("Escape")
    assert window.until("document.getElementById('card').hidden")
    window.click(*box)
    assert window.until("document.querySelector('#card:not([hidden]) .place').textContent") == "content.yaml:7:7"
    window.press("Escape")

    # An edit shows on its page, and the page stays where it was.
    before = window.ask("document.getElementById('stage').scrollTop")
    save(manifest, TEXT.replace("A second one", "Another one"))
    assert window.until("document.querySelector('.page[data-number=\"1\"].written') !== null")
    assert window.until(f"{STATUS}.startsWith('Page 2 changed')")
    assert window.ask("document.getElementById('stage').scrollTop") == before

    # Overview, aids, colours.
    window.press("o")
    window.until("document.querySelectorAll('.page canvas').length === 4")
    window.press("o")
    window.press("b")
    window.press("m")
    assert window.until("document.querySelector('.page[data-number=\"1\"] .overlay .rows') !== null")
    window.press("p")
    assert window.until("document.querySelector('.page img').src.endsWith('-paper.svg')")

    # A mistake: the pages stay, and the panel says what is wrong and leads to its page.
    save(manifest, TEXT.replace("headline: To whom", "headlin: To whom"))
    assert window.until("!document.getElementById('notice').hidden && document.title.startsWith('● 2 errors')")
    assert window.ask("document.querySelectorAll('.page img').length > 0")
    window.press("e")
    assert window.until("document.querySelectorAll('#list > li.error').length === 2")
    assert window.ask("document.querySelector('#list mark').textContent") == "part"
    window.press("n")
    assert window.until("document.querySelector('.spot.found') !== null")
    save(manifest, TEXT)
    assert window.until(f"document.getElementById('notice').hidden && {STATUS}.includes('no problems')")
    assert window.said == []


def test_nothing_sticks_out_of_the_window(window):
    """Whatever the size of the window, its own frame never scrolls; only the pages do."""
    over = window.ask(
        "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
    )
    assert over == [0, 0]


def test_every_control_has_a_name(window):
    """Those who listen hear what each button, field and page is."""
    nameless = window.ask(
        "[...document.querySelectorAll('button, select, input, a, figure, main, aside')]"
        ".filter((one) => !(one.getAttribute('aria-label') || one.textContent.trim() || one.closest('label')?.textContent.trim()))"
        ".map((one) => one.outerHTML)"
    )
    assert nameless == []
