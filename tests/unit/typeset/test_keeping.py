"""What is kept in memory is looked up by all that it hangs on, and does not grow."""

import pytest

from layout.design.setting import SetPart
from layout.values import replace
from typeset.charts.drawing import Job
from typeset.charts.spec import Chart, Datum
from typeset.charts.theme import theme_of
from typeset.fontfiles import FontFiles
from typeset.keeping import Kept
from typeset.laying import BRAND_FILE
from typeset.manifest.brand import load_brand
from typeset.shelf import VARIANTS, LiveShelf

BRAND = load_brand(BRAND_FILE).brand
FACES = FontFiles(BRAND.faces)
CHART = Chart(id="one", kind="bars", data=(Datum(label="a", value=3, text="3"), Datum(label="b", value=1, text="1")))


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path):
    """The same file gives the same bytes object; another under its name gives its own."""
    file = tmp_path / "picture.png"
    file.write_bytes(b"first")
    kept = Kept()
    before = kept.read(file)
    assert kept.read(file) is before
    file.with_suffix(".new").write_bytes(b"later")
    file.with_suffix(".new").replace(file)
    assert kept.read(file) == b"later"


def test_faces_with_their_words_stay_while_their_files_do():
    """Fonts that were opened and shaped in are the same ones; with another file all begins anew."""
    kept = Kept()
    fonts = kept.fonts(FACES, {})
    assert kept.fonts(FontFiles(dict(BRAND.faces)), {}) is fonts
    assert kept.fonts(FontFiles({**BRAND.faces, "sans": BRAND.faces["text"]}), {}) is not fonts


def test_a_chart_is_drawn_again_only_when_it_is_another():
    """The same chart keeps its drawing; another datum, width or theme makes a new one."""
    kept, theme = Kept(), theme_of(BRAND)
    fonts = kept.fonts(FACES, {})

    def draw(chart=CHART, width=240.0, under=theme):
        return kept.arts([(chart.id, Job(chart, width))], under, fonts, None)[chart.id]

    first = draw()
    assert draw(replace(CHART)) is first
    for other in (
        {"chart": replace(CHART, data=CHART.data[:1])},
        {"width": 300.0},
        {"under": replace(theme, hairline=0.5)},
    ):
        assert draw(**other) is not first
        assert draw() == first
        first = draw()


def part(number: int) -> SetPart:
    """A part that was asked something."""
    return SetPart(leaves=(), read=lambda: None, links={}, noted={}, complaints=(), asked={("page", str(number)): "1"})


class Below:
    """A shelf on disk that counts how often it is asked."""

    def __init__(self):
        self.asked = []

    def find(self, key):
        self.asked.append(key)
        return (part(0),) if key == b"on disk" else ()


def test_a_live_shelf_asks_the_one_below_once():
    """What stands on disk is fetched once, and what does not is not looked for again."""
    below = Below()
    shelf = LiveShelf(below)
    for _ in range(3):
        assert len(shelf.find(b"on disk")) == 1
        assert shelf.find(b"nowhere") == ()
    assert below.asked == [b"on disk", b"nowhere"]


@pytest.mark.parametrize("runs", [10, 100])
def test_a_live_shelf_does_not_grow_with_the_runs(runs):
    """However many edits a part has seen, only as many of its states stay as a run or two have asked for."""
    shelf = LiveShelf(None)
    for run in range(runs):
        shelf.turn()
        for key in (b"same", str(run).encode()):
            if not shelf.find(key):
                shelf.keep(key, part(run))
    assert shelf.find(b"same")
    assert shelf.find(str(runs - 2).encode())  # an edit taken back is quick
    assert len(shelf._parts) <= 6


def test_a_live_shelf_keeps_few_variants_of_a_part():
    """Of one part only the last settings stay."""
    shelf = LiveShelf(None)
    for number in range(20):
        shelf.keep(b"key", part(number))
    assert [next(iter(one.asked))[1] for one in shelf.find(b"key")] == [str(19 - n) for n in range(VARIANTS)]
