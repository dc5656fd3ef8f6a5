"""The pytest plugin, used as its users use it: in tests of their own."""

import subprocess
import sys

import pytest

PAGES = ["The river rose.\n\nIt fell again by 41 cm.\n\n---\nRivers\n2\n", "The mill stood still.\n"]

CHECK = f"""
PAGES = {PAGES!r}

def test_pages(assert_page_text):
    assert_page_text(PAGES, "known/pages")
"""


@pytest.fixture
def tests_of(pytester, monkeypatch):
    """Run tests that somebody has written about a report, as they would."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\naddopts = -p typeset.review.plugin -p no:cacheprovider\n")

    def run(source: str, *options: str) -> pytest.RunResult:
        pytester.makepyfile(test_report=source)
        return pytester.runpytest_inprocess(*options)

    return run


def test_snapshots_are_made_when_asked_for_and_hold_from_then_on(tests_of, pytester):
    """What is missing is a failure; `--update-page-text` makes it; the same pages then pass."""
    result = tests_of(CHECK)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["there are no page texts in *known/pages yet", "*pytest --update-page-text"])
    assert not (pytester.path / "known").exists()
    result = tests_of(CHECK, "--update-page-text")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*snapshots renewed*", "*known/pages/001.txt", "*known/pages/002.txt"])
    assert (pytester.path / "known" / "pages" / "001.txt").read_text(encoding="utf-8") == PAGES[0]
    tests_of(CHECK).assert_outcomes(passed=1)


def test_a_failure_names_page_line_and_words(tests_of):
    """What differs is told as a reviewer would: where it stands, and the very word that changed."""
    tests_of(CHECK, "--update-page-text").assert_outcomes(passed=1)
    result = tests_of(CHECK.replace("41 cm", "42 cm").replace("The mill stood still", "The mill stood still here"))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "the report differs from *known/pages on 2 of 2 pages",
            "page 1 (001.txt)",
            "  line 3: paragraph changed",
            "    It fell again by [[]-41-] {+42+} cm.",
            "page 2 (002.txt)",
            "  line 1: paragraph changed",
            "    The mill stood still {+here+}*",
            "if this is as it should be: pytest --update-page-text",
        ]
    )
    result.stdout.no_fnmatch_line("*snapshots.py*")


def test_pages_that_came_or_went_are_told(tests_of, pytester):
    """A page more or less is a difference, and renewing takes away what is no page any longer."""
    tests_of(CHECK, "--update-page-text")
    more, less = CHECK.replace("]\n\ndef", ", 'One more.']\n\ndef"), CHECK.replace(f", {PAGES[1]!r}", "")
    tests_of(more).stdout.fnmatch_lines(["page 3 (003.txt)", "  a page more than there was"])
    tests_of(less).stdout.fnmatch_lines(["page 2 (002.txt)", "  this page is gone"])
    tests_of(less, "--update-page-text").assert_outcomes(passed=1)
    assert [path.name for path in (pytester.path / "known" / "pages").iterdir()] == ["001.txt"]


def test_only_what_differs_is_renewed(tests_of, pytester):
    """A file whose page is the same is not written again: version control sees what changed and nothing else."""
    tests_of(CHECK, "--update-page-text")
    kept = pytester.path / "known" / "pages" / "001.txt"
    before = kept.stat().st_mtime_ns, kept.stat().st_ino
    tests_of(CHECK.replace("stood", "still stood"), "--update-page-text")
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == before


def test_furniture_counts_where_it_is_known(tests_of):
    """A running head that changed is a difference; a source without furniture is not held against it."""
    tests_of(CHECK, "--update-page-text")
    result = tests_of(CHECK.replace("Rivers", "Streams"))
    result.stdout.fnmatch_lines(["page 1 (001.txt)", "  line 6: paragraph changed", "    [[]-Rivers-] {+Streams+}"])
    bare = CHECK.replace(f"PAGES = {PAGES!r}", f"PAGES = {[page.partition(chr(10) + '---')[0] for page in PAGES]!r}")
    tests_of(bare).assert_outcomes(passed=1)


def test_manifests_and_pdfs_are_read(tests_of, small):
    """A manifest, its digital edition and its folder of page texts are held against one set of snapshots."""
    manifest, out = small.report.report.span.file, small.out
    check = f"""
        import pytest

        def test_manifest(assert_page_text):
            assert_page_text({manifest!r}, "known")

        def test_pdf(assert_page_text):
            assert_page_text({str(small.paths["digital"])!r}, "known")

        def test_folder(assert_page_text):
            assert_page_text({str(out)!r}, "known")

        def test_texts(page_texts_of):
            assert "64.5 per cent" in page_texts_of({manifest!r})[6].replace(chr(160), " ")
        """
    tests_of(check, "--update-page-text", "-k", "manifest")
    result = tests_of(check)
    result.assert_outcomes(passed=4)


def test_figures_and_tags_have_snapshots_too(tests_of, pytester, small, edited_manifest):
    """The ledger and the structure tree are held as plain text; a changed figure names both values."""
    check = f"""
        def test_figures(assert_figures):
            assert_figures({small.report.report.span.file!r}, "figures.txt")

        def test_tags(assert_tag_tree):
            assert_tag_tree({str(small.paths["digital"])!r}, "tags.txt")

        def test_own_tags(assert_tag_tree):
            assert_tag_tree({small.report.report.span.file!r}, "own.txt")
        """
    tests_of(check).assert_outcomes(failed=3)
    tests_of(check, "--update-page-text").assert_outcomes(passed=3)
    tests_of(check).assert_outcomes(passed=3)
    figures = (pytester.path / "figures.txt").read_text(encoding="utf-8")
    assert "beans: 64.5%: gardeners who grow beans  [page 6, 7]" in figures
    for name in ("tags.txt", "own.txt"):
        tags = (pytester.path / name).read_text(encoding="utf-8")
        assert 'H1 "Beans are the favourite of most gardeners"' in tags
        assert "Figure alt: A garden gate of seven boards, shut." in tags
    result = tests_of(check.replace(repr(small.report.report.span.file), repr(str(edited_manifest))), "-k", "figures")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["-beans: 64.5%:*", "+beans: 65.5%:*"])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('assert_page_text("nowhere.yaml", "known")', "there is no file nowhere.yaml"),
        ('assert_page_text("nowhere.pdf", "known")', "*No such file*nowhere.pdf*"),
        ('assert_page_text("broken.yaml", "known")', "broken.yaml:1:1: error: *"),
        ('assert_tag_tree("broken.pdf", "tags.txt")', "broken.pdf cannot be read: *"),
        ('assert_figures("broken.yaml", "figures.txt")', "broken.yaml makes no report:"),
    ],
)
def test_what_makes_no_report_is_told(tests_of, pytester, call, said):
    """The problems of a manifest are told as the command line would, without a traceback through our code."""
    (pytester.path / "broken.yaml").write_text("report: {title: No book}\n", encoding="utf-8")
    (pytester.path / "broken.pdf").write_bytes(b"no PDF")
    result = tests_of(f"def test_it({call.partition('(')[0]}):\n    {call}\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([said])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_who_does_not_use_it_pays_nothing():
    """Loading the plugin, as pytest does for everybody who has typeset, imports nothing of ours but itself."""
    code = (
        "import sys, pytest; before = set(sys.modules); import typeset.review.plugin; "
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['typeset', 'typeset.review', 'typeset.review.plugin']"


def test_the_plugin_is_found_by_pytest():
    """It is registered, so that nobody has to name it."""
    from importlib.metadata import entry_points

    assert [one.value for one in entry_points(group="pytest11") if one.name == "typeset"] == ["typeset.review.plugin"]
