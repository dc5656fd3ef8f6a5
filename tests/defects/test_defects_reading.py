"""Seeded defects of files that claim PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from defect import NOTE, WARNING, Defect, assert_found, each
from makers import XMP, Stream, box, font, readable_file, rect, without, words

import typeset.preflight.rules
from typeset.preflight.findings import RULES
from typeset.preflight.printer import Printer

CLAIMS = {**without(XMP, "pdfxid:GTS_PDFXVersion"), "pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}
TAGGED = "/P <</MCID 0>> BDC " + words(30, 40, paint="0 g") + "EMC\n"


# These pages have no TrimBox: their places count from the corner of the MediaBox, 10 mm further out.


def tree(*elements: str) -> str:
    """A structure tree of a document with these elements."""
    return f"<</S /Document /P {{tree}} /K [{' '.join(elements)}]>>"


def element(role: str, entries: str = "/K 0") -> str:
    """A structure element on the page."""
    return f"<</S /{role} /Pg {{page0}} {entries}>>"


def table(*rows: str) -> str:
    """A table element with these cells in its rows."""
    return element("Table", "/K [" + " ".join(f"<</S /TR /K [{cells}]>>" for cells in rows) + "]")


HEAD = "<</S /TH /K 0 /Pg {page0} /A <</O /Table /Scope /Column>>>>"
BOX = "/A <</O /Layout /BBox [0 0 9 9]>>"
DATA = Stream("/Type /EmbeddedFile /Subtype /text#2Fcsv", b"a,b")

LINK = f"<</Subtype /Link /Rect {rect(30, 38, 20, 5)} /F 4 /StructParent 1 /Contents (To the survey) /Border [0 0 0]>>"

GOES = LINK.replace("/Border", "/Dest [{page0} /XYZ 0 0 0] /Border")


def parts(*titles: str) -> str:
    """A structure tree of a report with parts of these titles, all on its first page."""
    made = (element("Sect", f"/T ({title}) /K <</S /P /P {{tree}} /Pg {{page0}} /K 0>>") for title in titles)
    return tree(*made).replace("/Document", "/Document /T (The report)")


def carried(where: str, y: float, text: str) -> str:
    """A text that the file says is the page's ``Header`` or ``Footer``."""
    return f"/Artifact <</Type /Pagination /Subtype /{where}>> BDC " + words(30, y, text, paint="0 g") + "EMC\n"


@each(
    Defect(
        code="ua-tags",
        says="a file that claims PDF/UA has a structure tree",
        pdf=lambda: readable_file(tree="[]"),
        found="no structure tree",
        printer="screen",
    ),
    Defect(
        code="ua-tags",
        says="a tagged file says that it is",
        pdf=lambda: readable_file(marked=""),
        found="MarkInfo",
        printer="screen",
    ),
    Defect(
        code="ua-language",
        says="a file that is read aloud has a language",
        pdf=lambda: readable_file(language=""),
        printer="screen",
    ),
    Defect(
        code="ua-title",
        says="the window shows the title, not the file's name",
        pdf=lambda: readable_file(viewer=""),
        found="DisplayDocTitle",
        printer="screen",
    ),
    Defect(
        code="ua-title",
        says="the title stands in XMP, whatever Info says",
        pdf=lambda: readable_file(xmp=without(CLAIMS, "dc:title")),
        found="dc:title",
        printer="screen",
    ),
    Defect(
        code="ua-untagged",
        says="text outside the tags is never read",
        pdf=lambda: readable_file(content=TAGGED + words(30, 100, "Unheard", paint="0 g"), tree=tree(element("P"))),
        page=0,
        place=(40, 107.4, 12.3, 3.3),
        printer="screen",
    ),
    Defect(
        code="ua-alt",
        says="a figure without words says nothing to who cannot see it",
        pdf=lambda: readable_file(tree=tree(element("Figure", "/A <</BBox [0 0 1 1]>> /K 0"))),
        page=0,
        found="none",
        printer="screen",
    ),
    Defect(
        code="ua-alt",
        says="an empty alternative text is none",
        pdf=lambda: readable_file(tree=tree(element("Figure", "/A <</BBox [0 0 1 1]>> /Alt ( ) /K 0"))),
        page=0,
        found="empty",
        printer="screen",
    ),
    Defect(
        code="ua-alt",
        says="a role of the author's own that means Figure is a figure",
        pdf=lambda: readable_file(
            tree=tree(element("Chart", "/A <</BBox [0 0 1 1]>> /K 0")) + " /RoleMap <</Chart /Figure>>"
        ),
        page=0,
        printer="screen",
    ),
    Defect(
        code="ua-figure-box",
        says="a figure says where it stands",
        pdf=lambda: readable_file(tree=tree(element("Figure", "/Alt (A ring) /K 0"))),
        page=0,
        severity=WARNING,
        printer="screen",
    ),
    Defect(
        code="ua-headings",
        says="a third-level heading does not follow the first level",
        pdf=lambda: readable_file(tree=tree(element("H1"), element("P", "/K 1"), element("H3", "/K 2"))),
        page=0,
        found="H3 after H1",
        printer="screen",
    ),
    Defect(
        code="ua-headings",
        says="the first heading is of the first level",
        pdf=lambda: readable_file(tree=tree(element("H2"))),
        page=0,
        found="H2 first",
        printer="screen",
    ),
    Defect(
        code="ua-table-heads",
        says="a table without head cells is bare numbers",
        pdf=lambda: readable_file(tree=tree(element("Table", "/K [<</S /TR /K [<</S /TD /K 0>>]>>]"))),
        page=0,
        printer="screen",
    ),
    Defect(
        code="ua-empty",
        says="a paragraph without content stops the reader for nothing",
        pdf=lambda: readable_file(tree=tree(element("H1"), element("P", ""))),
        page=0,
        severity=WARNING,
        printer="screen",
    ),
    Defect(
        code="ua-links",
        says="a link says where it leads",
        pdf=lambda: readable_file(annotations=[LINK.replace("/Contents (To the survey)", "")]),
        page=0,
        place=(40, 48, 20, 5),
        found="no Contents",
        printer="screen",
    ),
    Defect(
        code="ua-links",
        says="a link outside the tags cannot be reached",
        pdf=lambda: readable_file(annotations=[LINK.replace("/StructParent 1", "")]),
        page=0,
        found="not in the tags",
        printer="screen",
    ),
    Defect(
        code="link-page",
        says="a link says the page that it leads to",
        pdf=lambda: readable_file(annotations=[GOES.replace("To the survey", "The survey \\(page 4\\)")]),
        page=0,
        place=(40, 48, 20, 5),
        found="“4” leads to page 1",
        printer="screen",
    ),
    Defect(
        code="link-page",
        says="the words printed at a link name the page that it leads to",
        pdf=lambda: readable_file(
            content="/H1 <</MCID 0>> BDC " + words(30, 40, "Heading", paint="0 g") + "EMC\n"
            "/P <</MCID 1>> BDC " + words(31, 42, "see page 7", size=5, paint="0 g") + "EMC\n",
            annotations=[GOES],
        ),
        page=0,
        found="“7” leads to page 1",
        printer="screen",
    ),
    Defect(
        code="running-head",
        says="a running head names the part whose page it is",
        pdf=lambda: readable_file(
            content=TAGGED + carried("Header", 15, "The report") + carried("Header", 20, "Part two"),
            tree=parts("Part one"),
        ),
        page=0,
        found="“Part two”",
        printer="screen",
    ),
    Defect(
        code="folio",
        says="a printed number is the page's own",
        pdf=lambda: readable_file(content=TAGGED + carried("Footer", 280, "7")),
        page=0,
        severity=WARNING,
        found="7",
        printer="screen",
    ),
    Defect(
        code="contents-range",
        says="the contents know where a part ends",
        pdf=lambda: readable_file(
            content="/P <</MCID 0>> BDC " + words(31, 42, r"1\2263", size=5, paint="0 g") + "EMC\n",
            annotations=[GOES],
            tree=parts("Part one"),
            pages=3,
        ),
        page=0,
        found="“1–3”, while “Part one” ends on page 1",
        printer="screen",
    ),
    Defect(
        code="ua-tab-order",
        says="the tab key follows the tags where there are links",
        pdf=lambda: readable_file(annotations=[LINK], page=""),
        page=0,
        printer="screen",
    ),
    Defect(
        code="ua-outline",
        says="a long document has bookmarks",
        pdf=lambda: readable_file(pages=21),
        severity=NOTE,
        printer="screen",
    ),
    Defect(
        code="ua-alt-name",
        says="the name of a file is no description",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(element("Figure", "/K 0 /Alt (IMG_2041.jpg) " + BOX))),
        page=0,
        severity=WARNING,
        found="IMG_2041.jpg",
        printer="screen",
    ),
    Defect(
        code="ua-alt-name",
        says="nor is what a word processor calls its pictures",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(element("Figure", "/K 0 /Alt (Picture 3) " + BOX))),
        page=0,
        severity=WARNING,
        printer="screen",
    ),
    Defect(
        code="ua-role",
        says="a type of the author's own that is mapped to nothing is known to nobody",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(element("Sidebar"))),
        page=0,
        found="Sidebar",
        printer="screen",
    ),
    Defect(
        code="ua-role",
        says="types that are mapped to each other are mapped to nothing",
        pdf=lambda: readable_file(
            content=TAGGED,
            tree=tree(element("Box")),
            back="/ParentTree <</Nums []>> /RoleMap <</Box /Frame /Frame /Box>>",
        ),
        page=0,
        printer="screen",
    ),
    Defect(
        code="ua-nesting",
        says="an item outside of a list is counted nowhere",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(element("LI", "/K [<</S /LBody /K 0 /Pg {page0}>>]"))),
        page=0,
        found="LI in Document",
        printer="screen",
    ),
    Defect(
        code="ua-nesting",
        says="a paragraph right in a list is no item",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(element("L", "/K [<</S /P /K 0 /Pg {page0}>>]"))),
        page=0,
        found="P in L",
        printer="screen",
    ),
    Defect(
        code="ua-content-twice",
        says="words that belong to two paragraphs are read twice",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(element("P"), element("P"))),
        page=0,
        printer="screen",
    ),
    Defect(
        code="ua-parent-tree",
        says="tags that a page cannot find are half a structure",
        pdf=lambda: readable_file(back=""),
        printer="screen",
    ),
    Defect(
        code="ua-notes",
        says="a note without a name cannot be come back from",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(element("Note"))),
        page=0,
        found="no ID",
        printer="screen",
    ),
    Defect(
        code="ua-notes",
        says="two notes of one name are one to a reader",
        pdf=lambda: readable_file(
            content=TAGGED + TAGGED.replace("MCID 0", "MCID 1"),
            tree=tree(element("Note", "/K 0 /ID (n1)"), element("Note", "/K 1 /ID (n1)")),
        ),
        page=0,
        found="a second “n1”",
        printer="screen",
    ),
    Defect(
        code="ua-table-scope",
        says="a head cell says what it heads",
        pdf=lambda: readable_file(content=TAGGED, tree=tree(table("<</S /TH /K 0 /Pg {page0}>>"))),
        page=0,
        printer="screen",
    ),
    Defect(
        code="ua-table-rows",
        says="a row that lacks a cell puts all after it under the wrong heads",
        pdf=lambda: readable_file(
            content=TAGGED + TAGGED.replace("MCID 0", "MCID 1"),
            tree=tree(table(f"{HEAD} {HEAD.replace('K 0', 'K 1')}", "<</S /TD>>")),
        ),
        page=0,
        found="rows of 1 to 2 cells",
        printer="screen",
    ),
    Defect(
        code="ua-contrast",
        says="grey on white that is lighter than 4.5 to 1 is too faint for small text",
        pdf=lambda: readable_file(content=TAGGED.replace("0 g", "0.5 g"), tree=tree(element("P"))),
        page=0,
        place=(40, 47.4, 30, 3.3),
        severity=WARNING,
        found="4.0 to 1",
        printer="screen",
    ),
    Defect(
        code="ua-contrast",
        says="white letters want a ground that is dark enough, whatever lies elsewhere",
        pdf=lambda: readable_file(
            content="/Artifact BMC "
            + box(20, 30, 100, 20, "0.6 0.8 0.9 rg")
            + box(20, 60, 100, 20, "0 0 0 rg")
            + "EMC\n"
            + TAGGED.replace("0 g", "1 g"),
            tree=tree(element("P")),
        ),
        page=0,
        severity=WARNING,
        found="1.7 to 1",
        printer="screen",
    ),
    Defect(
        code="a-attachment",
        says="an attached file says what it is to the document",
        pdf=lambda: readable_file(
            catalog="/Names <</EmbeddedFiles <</Names [(a.csv) {file}]>>>> /AF [{file}]",
            objects={"file": "<</Type /Filespec /F (a.csv) /UF (a.csv) /EF <</F {data}>>>>", "data": DATA},
        ),
        found="a.csv",
        printer="screen",
    ),
    Defect(
        code="a-attachment",
        says="and the document owns to it",
        pdf=lambda: readable_file(
            catalog="/Names <</EmbeddedFiles <</Names [(a.csv) {file}]>>>>",
            objects={
                "file": "<</Type /Filespec /F (a.csv) /UF (a.csv) /AFRelationship /Data /EF <</F {data}>>>>",
                "data": DATA,
            },
        ),
        found="a.csv",
        printer="screen",
    ),
    Defect(
        code="a-action",
        says="a link that starts a program has no place in an archive",
        pdf=lambda: readable_file(annotations=[LINK.replace("/Border", "/A <</S /Launch /F (x.exe)>> /Border")]),
        page=0,
        found="Launch",
        printer="screen",
    ),
    Defect(
        code="doc-nowhere",
        says="a link to a page that was taken out leads nowhere",
        pdf=lambda: readable_file(annotations=[LINK.replace("/Border", "/Dest [{font} /Fit] /Border")]),
        page=0,
        severity=WARNING,
        found="a page that is not in the file",
        printer="screen",
    ),
    Defect(
        code="doc-nowhere",
        says="a link to a name that nothing bears leads nowhere",
        pdf=lambda: readable_file(annotations=[LINK.replace("/Border", "/A <</S /GoTo /D (chapter 2)>> /Border")]),
        page=0,
        severity=WARNING,
        found="chapter 2",
        printer="screen",
    ),
    Defect(
        code="doc-nowhere",
        says="a bookmark to a name that nothing bears leads nowhere",
        pdf=lambda: readable_file(
            catalog="/Outlines <</First {one} /Last {one} /Count 1>>",
            objects={"one": "<</Title (Chapter 2) /Dest (two)>>"},
        ),
        severity=WARNING,
        found="Chapter 2",
        printer="screen",
    ),
    Defect(
        code="font-private",
        says="letters that read back as private signs are heard by nobody",
        pdf=lambda: readable_file(
            content=TAGGED,
            tree=tree(element("P")),
            face=font(extra="/ToUnicode {private}"),
            objects={"private": Stream("", b"1 beginbfrange <20> <FF> <E020> endbfrange")},
        ),
        page=0,
        severity=WARNING,
        printer="screen",
    ),
    Defect(
        code="doc-info-xmp",
        says="an empty title in one place and a real one in the other disagree",
        pdf=lambda: readable_file(info={"Title": "()"}),
        found="Title",
        printer="screen",
    ),
    Defect(
        code="a-intent",
        says="device colours mean nothing in an archive without an output intent",
        pdf=lambda: readable_file(content=TAGGED.replace("0 g", "0 0 0 rg"), tree=tree(element("P")), intents=()),
        found="DeviceRGB",
        printer="screen",
    ),
    Defect(
        code="a-intent",
        says="CMYK does not fit an RGB intent, which no validator of PDF/UA says",
        pdf=lambda: readable_file(content=TAGGED.replace("0 g", "0 0 0 1 k"), tree=tree(element("P"))),
        found="DeviceCMYK",
        printer="screen",
    ),
    Defect(
        code="colour-cmyk",
        says="a job of spots alone has no process plates",
        pdf=lambda: readable_file(content=TAGGED.replace("0 g", "0 1 0 0 k"), tree=tree(element("P")), xmp=XMP),
        page=0,
        printer="screen",
        change=(("colours", ("gray", "spot")),),
    ),
)
def test_reading_defect(defect):
    """The fault is found, and nothing else is."""
    assert_found(defect)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_file_that_breaks_it(code):
    """No rule is taken on trust: each is named by a seeded defect or by a test of hostile files."""
    seeded = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert re.search(rf'"{code}"', seeded), f"no file breaks {code}"


def test_a_rule_of_two_names_is_refused():
    """Codes are how people suppress, search and talk about findings: one rule each."""
    from typeset.preflight.findings import rule

    with pytest.raises(ValueError, match="doc-title"):
        rule("doc-title", "Again", why="x.", remedy="y.")(lambda _: ())


def test_docs_explain_every_rule_and_every_key():
    """The handbook page has an entry for each rule and for each key of a printer profile."""
    page = (Path(__file__).parents[2] / "docs" / "preflight.md").read_text(encoding="utf-8")
    missing = [code for code in RULES if f"`{code}`" not in page]
    missing += [key for key in Printer.__struct_fields__ if f"`{key}`" not in page]
    assert not missing
    assert typeset.preflight.rules.__all__
