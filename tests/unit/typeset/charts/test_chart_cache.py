"""Charts kept on disk: read without matplotlib, never stale, never trusted when damaged."""

import subprocess
import sys
from pathlib import Path

import pytest

from layout.art import Label
from layout.type.faces import Fonts
from layout.type.scripts import Companion
from layout.values import replace
from typeset.charts.cache import Cache
from typeset.charts.drawing import Job, draw_all
from typeset.charts.gallery import examples

CHART = examples()[1]
ROOT = Path(__file__).parents[4]


@pytest.fixture
def cache(tmp_path, faces):
    """An empty cache."""
    return Cache(tmp_path, faces)


def test_a_kept_chart_is_given_back(cache, theme, fonts):
    """The second time the drawing comes from the cache and is equal to the first."""
    first = draw_all([("a", Job(CHART, 234.0))], theme, fonts, cache)
    name = cache.name(CHART, 234.0, theme)
    assert cache.read(name) == first["a"]
    assert draw_all([("a", Job(CHART, 234.0))], theme, fonts, cache) == first


def test_everything_that_changes_a_drawing_changes_its_name(cache, theme, faces, tmp_path):
    """Another value, width, theme or font file gives another entry."""
    name = cache.name(CHART, 234.0, theme)
    datum = replace(CHART.data[0], value=1.0)
    others = {
        cache.name(replace(CHART, data=(datum, *CHART.data[1:])), 234.0, theme),
        cache.name(replace(CHART, settings={"sort": "given"}), 234.0, theme),
        cache.name(CHART, 316.0, theme),
        cache.name(CHART, 234.0, replace(theme, hairline=0.5)),
        Cache(tmp_path, {**faces, "sans": faces["sans"] + b"\0"}).name(CHART, 234.0, theme),
    }
    assert len(others) == 5
    assert name not in others


def test_no_code_in_the_way_of_drawing_is_forgotten():
    """Every module of ours that drawing imports, matplotlib's side included, is part of an entry's name."""
    script = (
        "import sys; from pathlib import Path; from typeset.charts import drawing, figure, pen; "
        "from typeset.charts.registry import OURS, kind_named; [kind_named(name) for name in OURS]; "
        "from typeset.charts.cache import code_files; hashed = {f.resolve() for f in code_files('')}; "
        "ours = {Path(m.__file__).resolve() for n, m in sys.modules.items() if n.split('.')[0] in ('layout', 'typeset')}; "
        "root = Path('typeset/__init__.py').resolve(); print(sorted(map(str, ours - hashed - {root})))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_change_of_any_such_file_changes_every_name(cache, theme, tmp_path, monkeypatch):
    """A byte more in one file of code, and what was drawn before is not taken for what would be drawn now."""
    from typeset.charts import cache as module

    name = cache.name(CHART, 234.0, theme)
    other = tmp_path / "other.py"
    other.write_text("# changed")
    files = module.code_files("")
    for at in (0, len(files) // 2, len(files) - 1):
        monkeypatch.setattr(module, "code_files", lambda _, at=at: [*files[:at], other, *files[at + 1 :]])
        module.code_version.cache_clear()
        assert cache.name(CHART, 234.0, theme) != name
    monkeypatch.undo()
    module.code_version.cache_clear()
    assert cache.name(CHART, 234.0, theme) == name


def test_the_order_of_settings_does_not_matter(cache, theme):
    """Settings are a set of names and values; the same ones give the same entry."""
    one = replace(CHART, settings={"a": 1.0, "b": "x"})
    other = replace(CHART, settings={"b": "x", "a": 1.0})
    assert cache.name(one, 234.0, theme) == cache.name(other, 234.0, theme)


@pytest.mark.parametrize("damage", [lambda d: d[:-7], lambda d: b"", lambda d: d[:40] + b"\xff" + d[41:]])
def test_a_damaged_entry_is_drawn_anew(cache, theme, fonts, tmp_path, damage):
    """Cut short, emptied or altered: the entry is not believed, and the chart is drawn again."""
    first = draw_all([("a", Job(CHART, 234.0))], theme, fonts, cache)
    (file,) = (tmp_path / "charts").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert cache.read(file.stem) is None
    assert draw_all([("a", Job(CHART, 234.0))], theme, fonts, cache) == first


def test_a_folder_that_cannot_be_written_only_costs_time(theme, fonts, faces, tmp_path):
    """Where the cache cannot be kept, charts are drawn all the same."""
    (tmp_path / "taken").write_text("a file, not a folder")
    cache = Cache(tmp_path / "taken", faces)
    assert draw_all([("a", Job(CHART, 234.0))], theme, fonts, cache)["a"].marks


def test_reading_needs_neither_matplotlib_nor_numpy(cache, theme, fonts, tmp_path):
    """A process that judges charts and finds them in the cache imports no drawing library."""
    draw_all([("a", Job(CHART, 234.0))], theme, fonts, cache)
    name = cache.name(CHART, 234.0, theme)
    script = (
        "import sys; from pathlib import Path; from typeset.charts import drawing, judging, tables; "
        "from typeset.charts.cache import Cache; from typeset.charts.gallery import examples; "
        "assert not [p for e in examples() for p in judging.find_problems(e)]; tables.propose_alt(examples()[0]); "
        f"assert Cache(Path({str(tmp_path)!r}), {{}}).read({name!r}) is not None; "
        "sys.exit(any(m in sys.modules for m in ('matplotlib', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_letters_of_another_script_make_its_face_count(cache, theme, faces, tmp_path):
    """Where labels run right to left, the faces beside the report's are part of the name; elsewhere they are not asked for."""
    beside = {"hebrew": Companion(script="Hebr", beside=("sans",), scale=1.02)}
    hebrew = replace(CHART, data=(replace(CHART.data[0], label="שלום"), *CHART.data[1:]))

    def name(chart, data: bytes, scale: float = 1.02) -> str:
        companions = {"hebrew": replace(beside["hebrew"], scale=scale)}
        return Cache(tmp_path, {**faces, "hebrew": data}, companions).name(chart, 234.0, theme)

    assert name(CHART, b"one") == name(CHART, b"two") == cache.name(CHART, 234.0, theme)
    assert len({name(hebrew, b"one"), name(hebrew, b"two"), name(hebrew, b"one", 1.1)}) == 3


def test_labels_of_several_runs_are_given_back(theme, faces, tmp_path):
    """Words of two directions and faces come back from the cache as they were drawn."""
    files = {**faces, "hebrew": (ROOT / "fonts" / "Assistant-Regular.ttf").read_bytes()}
    companions = {"hebrew": Companion(script="Hebr", beside=("sans", "sans-semibold"), scale=1.02)}
    chart = replace(CHART, data=(replace(CHART.data[0], label="Say שלום (כן)"), *CHART.data[1:]))
    cache, fonts = Cache(tmp_path, files, companions), Fonts(files, companions)
    first = draw_all([("a", Job(chart, 234.0))], theme, fonts, cache)["a"]
    assert cache.read(cache.name(chart, 234.0, theme)) == first
    label = next(mark for mark in first.marks if isinstance(mark, Label) and mark.others)
    assert label.text.strip() == "Say שלום (כן)"
    assert {run.font for run in label.runs} == {"sans-semibold", "hebrew"}
