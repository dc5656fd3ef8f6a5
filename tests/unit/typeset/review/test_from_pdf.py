"""PDFs read back as versions: ours by their tags, others by their lines."""

from collections import Counter

import pytest
from reportlab.pdfgen.canvas import Canvas

from typeset.review.compare import compare
from typeset.review.from_book import version_of_book
from typeset.review.from_pdf import Unreadable, tags_of_pdf, version_of_pdf
from typeset.review.originals import like_with_like, original_of_manifest
from typeset.review.version import Kind


@pytest.fixture
def written(tmp_path):
    """Write a PDF of others: pages of lines, each at a place of its own; gives its bytes."""

    def write(*pages: list[tuple[float, float, str]], size: float = 11) -> bytes:
        path = tmp_path / "other.pdf"
        canvas = Canvas(str(path), pagesize=(420, 595), invariant=1)
        for lines in pages:
            canvas.setFont("Helvetica", size)
            for x, y, text in lines:
                canvas.drawString(x, 595 - y, text)
            canvas.showPage()
        canvas.save()
        return path.read_bytes()

    return write


def paragraph(x: float, y: float, *lines: str) -> list[tuple[float, float, str]]:
    """Lines of one paragraph, 14 points apart."""
    return [(x, y + 14 * number, line) for number, line in enumerate(lines)]


LINES = (
    "The river rose in spring and fell again before the first",
    "of the hay was cut on either bank, which nobody had seen",
    "coming.",
)


def test_the_digital_edition_says_what_the_book_says(whole):
    """Read by its tags, our own PDF and the Book it was painted from have no difference."""
    read = version_of_pdf(whole.paths["digital"].read_bytes(), "digital")
    assert read.told
    assert compare(version_of_book(whole.laid, "book"), read).is_same


def test_the_print_edition_says_what_the_digital_one_says(whole):
    """Read by their lines, both editions have no difference: marks and slug line beyond the trim are not read."""
    printed = version_of_pdf(whole.paths["print"].read_bytes(), "print")
    assert printed.by_lines
    old, new = like_with_like(printed, version_of_pdf(whole.paths["digital"].read_bytes(), "digital"))
    assert compare(old, new).is_same


def test_a_manifest_can_be_compared_with_a_print_edition(whole):
    """The book is then painted and read by its lines as well, so that like is compared with like."""
    printed = version_of_pdf(whole.paths["print"].read_bytes(), "print")
    old, new = like_with_like(printed, original_of_manifest(whole.laid, "manifest").version)
    assert new.by_lines
    assert compare(old, new).is_same


def test_alternative_texts_and_places_are_read_from_tags(small):
    """Each figure's text stands on the page and at the place that its tag says."""
    read = version_of_pdf(small.paths["digital"].read_bytes(), "digital")
    known = {block.text: block for block in version_of_book(small.laid, "book").blocks if block.kind is Kind.ALT}
    alts = {block.text: block for block in read.blocks if block.kind is Kind.ALT}
    assert alts.keys() == known.keys()
    gate = alts["A garden gate of seven boards, shut."]
    (here,), (there,) = gate.stretches, known[gate.text].stretches
    assert here.page == there.page
    for edge in ("x", "y", "width", "height"):
        assert getattr(here.box, edge) == pytest.approx(getattr(there.box, edge), abs=0.01)


def test_lines_stand_where_the_book_put_them(small):
    """The places of words, for marks on pictures, are those of the Book to within the height of a line."""
    read = version_of_pdf(small.paths["digital"].read_bytes(), "digital")
    written = version_of_book(small.laid, "book").blocks
    once = {text for text, count in Counter(block.text for block in written).items() if count == 1}
    known = {block.text: block for block in written if block.text in once}
    held = 0
    for block in read.blocks:
        other = known.get(block.text)
        if other is None or block.kind is Kind.ALT or len(other.stretches) != len(block.stretches):
            continue
        for here, there in zip(block.stretches, other.stretches, strict=True):
            assert here.page == there.page
            assert there.box.grown(6).holds(here.box), block.text
            held += 1
    assert held > 40


# ---------------------------------------------------------------- of others


def test_lines_are_joined_into_paragraphs(written):
    """Lines of one distance are a paragraph; a wider one, or an indent after a full stop, begins another."""
    page = [*paragraph(50, 100, *LINES), *paragraph(50, 180, "Nobody was ready."), *paragraph(62, 194, "A third one.")]
    read = version_of_pdf(written(page), "other")
    assert [block.text for block in read.blocks] == [" ".join(LINES), "Nobody was ready.", "A third one."]


def test_a_paragraph_goes_on_over_the_page(written):
    """A sentence without its end, that goes on in small letters, is one paragraph on two pages."""
    read = version_of_pdf(written(paragraph(50, 500, *LINES[:2]), paragraph(50, 80, LINES[2])), "other")
    (block,) = read.blocks
    assert block.text == " ".join(LINES)
    assert [stretch.page for stretch in block.stretches] == [0, 0, 1]


def test_hyphens_at_line_ends_are_taken_back(written):
    """A word divided by a line end is one word, so the same text at another measure is the same."""
    narrow = written(paragraph(50, 100, "It was an extra-", "ordinary year for", "the river."))
    wide = written(paragraph(50, 100, "It was an extraordinary year", "for the river."))
    assert compare(version_of_pdf(narrow, "narrow"), version_of_pdf(wide, "wide")).is_same


def test_running_heads_and_folios_are_not_read(written):
    """What stands at the head and foot of several pages, whatever its number, is furniture."""
    pages = [[(50, 30, "The Annual Report"), *paragraph(50, 100, f"Page text {word}."), (200, 570, f"{number}")]
             for number, word in enumerate(("one", "two", "three", "four"), 7)]  # fmt: skip
    read = version_of_pdf(written(*pages), "other")
    assert [block.text for block in read.blocks] == [
        "Page text one.",
        "Page text two.",
        "Page text three.",
        "Page text four.",
    ]


def test_a_line_that_stands_on_two_pages_is_read(written):
    """Furniture is what stands again and again; what stands twice may be meant."""
    pages = [[(50, 30, "Once more"), *paragraph(50, 100, f"Text {word}.")] for word in ("one", "two")]
    assert [block.text for block in version_of_pdf(written(*pages), "other").blocks].count("Once more") == 2


def test_a_changed_word_in_the_pdf_of_others_is_found(written):
    """Reflowed onto other lines, with one number changed: the number is told, and nothing else."""
    old = written(paragraph(50, 100, "The river rose by 41 cm in spring and fell", "again before the hay was cut."))
    new = written(paragraph(50, 100, "The river rose by 42 cm in", "spring and fell again before the hay", "was cut."))
    (change,) = compare(version_of_pdf(old, "old"), version_of_pdf(new, "new")).changes
    assert change.numbers == (("41", "42"),)


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told(data):
    """The message names the file."""
    with pytest.raises(Unreadable, match=r"broken\.pdf cannot be read"):
        version_of_pdf(data, "broken.pdf")


def test_the_tags_of_others_are_read(small):
    """A tree without a map of roles, as other programs write it, tells its paragraphs as ours does."""
    data = small.paths["digital"].read_bytes()
    assert b"/RoleMap" in data
    renamed = data.replace(b"/RoleMap", b"/RoleMob")
    read = version_of_pdf(renamed, "other")
    assert read.told
    assert compare(version_of_pdf(data, "ours"), read).is_same


def test_a_broken_tree_is_as_good_as_none(small):
    """A file whose tree leads nowhere is read by its lines: nothing of it is lost."""
    data = small.paths["digital"].read_bytes()
    broken = data.replace(b"/StructTreeRoot", b"/StructTreeRoof")
    read = version_of_pdf(broken, "broken")
    assert read.by_lines
    assert tags_of_pdf(broken, "broken") is None
    assert any("eat all they grow" in block.text for block in read.blocks)
