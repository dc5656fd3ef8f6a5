"""The report for machines and for people, the ticket, the sheet and the certificate."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from makers import INFO, SPOT, TEXT, XMP, Sheet, box, draw, image, press_file, readable_file, words

from typeset.preflight.certificate import Judge, certify
from typeset.preflight.findings import RULES
from typeset.preflight.page import as_html, draw_sheet
from typeset.preflight.printer import load_printer
from typeset.preflight.report import as_json, preflight
from typeset.preflight.sheet import questions_for
from typeset.preflight.text import as_text
from typeset.preflight.ticket import job_ticket
from typeset.preflight.words import text_hash, words_of

COATED = load_printer("coated")
DEFECTS = Path(__file__).parents[3] / "defects"
FAULTY = press_file(
    [
        Sheet(TEXT + box(50, 100, 40, 30, "1 0 0 rg") + box(50, 150, 40, 30, "0 1 0 rg")),
        Sheet(TEXT + box(50, 100, 40, 30, "0.9 0.9 0.9 0.9 k"), resources={}),
        Sheet(""),
    ]
)


def test_json_tells_all_that_a_machine_needs():
    """Verdict, checksum, and for each finding its rule, page from 1 and place in millimetres."""
    data = json.loads(as_json(preflight(FAULTY, COATED, name="a.pdf")))
    assert (data["file"], data["verdict"], data["errors"], data["notes"]) == ("a.pdf", "fail", 2, 1)
    rgb = next(f for f in data["findings"] if f["code"] == "colour-rgb")
    assert rgb["page"] == 1
    assert rgb["count"] == 2
    assert rgb["places_mm"][0] == pytest.approx({"x": 50, "y": 100, "width": 40, "height": 30}, abs=0.01)
    assert rgb["why"]
    assert rgb["remedy"]
    assert data["pages"][1]["ink_heaviest"] == pytest.approx(3.6, abs=0.02)
    assert data["fonts"][0]["name"] == "Sample"


def test_findings_are_in_order():
    """Errors come before notes, and pages in their order."""
    report = preflight(FAULTY, COATED)
    assert [(f.code, f.page) for f in report.findings] == [("colour-rgb", 0), ("ink-total", 1), ("page-blank", 2)]


def test_same_file_gives_the_same_report():
    """Neither clock nor hash seed gets into a report."""
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from test_preflight_report import FAULTY, COATED, preflight, as_json, as_html\n"
        "import hashlib; r = preflight(FAULTY, COATED)\n"
        "print(hashlib.sha256((as_json(r) + as_html(r)).encode()).hexdigest())\n"
    )
    said = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(Path(__file__).parent), str(DEFECTS)]
        done = subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        said.add(done.stdout)
    assert len(said) == 1


def test_findings_of_our_own_files_lead_to_the_manifest():
    """Whoever knows where things come from is asked with page and place, and the answer stands in the report."""
    asked = []

    def whence(page, place):
        asked.append((page, round(place.x * 25.4 / 72)))
        return "content.yaml:41"

    report = preflight(FAULTY, COATED, whence=whence)
    assert report.findings[0].source == "content.yaml:41"
    assert (0, 50) in asked
    assert "content.yaml:41" in as_html(report)


def test_printer_is_chosen_by_what_the_file_claims():
    """Without a printer a PDF/X file is judged for coated paper, any other for the screen."""
    assert preflight(press_file()).printer.name == "coated"
    assert preflight(readable_file()).printer.name == "screen"


class _Page(HTMLParser):
    """Collects what a browser would load, and checks that tags close."""

    VOID = frozenset({"meta", "img", "br", "input", "rect", "circle", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.named_by: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for key, value in attrs if key == "id"]
        self.named_by += [value for key, value in attrs if key in {"for", "aria-labelledby"}]
        if tag not in self.VOID:
            self.open.append(tag)
        self.loads += [value for key, value in attrs if key in {"src", "href", "srcset", "action"}]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_data(self, data):
        self.text.append(data)


def read_html(text: str) -> _Page:
    """Parse a report."""
    page = _Page()
    page.feed(text)
    return page


def test_html_is_whole_and_loads_nothing():
    """Every tag closes, and all that it shows is inside the file."""
    page = read_html(as_html(preflight(FAULTY, COATED, name="a.pdf")))
    assert page.open == []
    assert page.loads
    assert all(load.startswith(("data:image/jpeg", "#")) for load in page.loads)
    assert "@import" not in "".join(page.text)
    assert "url(" not in "".join(page.text)


def test_html_can_be_walked_through_without_sight_or_mouse():
    """Landmarks, a name for each section, labels for each box to tick, no id twice, no link astray, headings in order."""
    proof = both()
    for text in (as_html(preflight(FAULTY, COATED)), as_html(preflight(press_file(), COATED), certificate=proof)):
        page = read_html(text)
        assert len(set(page.ids)) == len(page.ids)
        assert set(page.named_by) <= set(page.ids)
        assert {load[1:] for load in page.loads if load.startswith("#")} <= set(page.ids)
        names = [tag for tag, _ in page.tags]
        assert [names.count(one) for one in ("h1", "main", "nav", "header", "footer")] == [1] * 5
        levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all("aria-labelledby" in given for tag, given in page.tags if tag == "section")
        boxes = {given["id"] for tag, given in page.tags if tag == "input"}
        assert boxes
        assert boxes <= {given.get("for") for tag, given in page.tags if tag == "label"}
        assert all("alt" in given for tag, given in page.tags if tag == "img")
        assert all(given.get("scope") for tag, given in page.tags if tag == "th")


def test_html_tells_of_both_editions_on_top():
    """Both verdicts and whether the words are alike stand before everything else, and a difference is told there."""
    alike = as_html(preflight(press_file(), COATED), certificate=both())
    assert alike.index("Digital edition") < alike.index("Job ticket")
    assert "4 of 4 pages alike" in alike
    other = as_html(preflight(press_file(), COATED), certificate=both(screen_words="Heeding"))
    assert "3 of 4 pages alike" in other
    assert "differ on 1 page" in other


def test_html_tells_what_is_wrong_with_the_digital_edition():
    """One report is for both: a fault of the other edition is told with its page, reason and remedy."""
    sister = preflight(readable_file(page=""), name="digital.pdf")
    assert "The digital edition" not in as_html(preflight(press_file(), COATED), sister=sister)
    untagged = preflight(readable_file(tree="[]"), name="digital.pdf")
    text = as_html(preflight(press_file(), COATED), sister=untagged)
    assert "The digital edition" in text
    assert "A screen reader has nothing to go by" in text
    assert "cannot be read" in as_html(preflight(press_file(), COATED), sister=preflight(b"nothing", name="d.pdf"))


def test_html_says_the_verdict_first():
    """The verdict stands before any finding."""
    text = as_html(preflight(FAULTY, COATED))
    assert text.index("Not yet") < text.index("Something is painted in RGB")
    assert "It can go to the printer" in as_html(preflight(press_file(), COATED))


def test_html_marks_the_places():
    """Each place is drawn over its page in the page's own points."""
    text = as_html(preflight(FAULTY, COATED))
    assert re.search(r'<rect x="141\.7" y="283\.5" width="113\.4" height="85\.0" fill="var\(--error\)"', text)


def test_html_escapes_what_the_file_says():
    """A title with angle brackets is shown, not run."""
    info = {**INFO, "Title": "(<script>alert(1)</script>)"}
    text = as_html(preflight(press_file(info=info, xmp={**XMP, "dc:title": "x"}), COATED))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_text_is_for_a_terminal():
    """Each finding has its place and its way out in words; the verdict comes last."""
    lines = as_text(preflight(FAULTY, COATED, name="a.pdf")).replace("\u00a0", " ").splitlines()
    assert lines[0] == "error: Something is painted in RGB [colour-rgb]"
    assert lines[1].startswith("  page 1, 50 mm from the left, 100 mm from the top, fill (2 times): found DeviceRGB")
    assert lines[-1] == "a.pdf: Not yet: it would not come out right: 2 errors, 1 note"


def test_ticket_is_what_a_printer_asks():
    """Size, bleed, pages, plates, fonts, images, stock and checksum come from file and profile."""
    sheet = Sheet(
        TEXT + box(50, 60, 40, 30, "/Sp cs 1 scn") + draw("Im", 50, 100, 25.4, 25.4),
        resources={"XObject": "/Im {im}", "ColorSpace": f"/Sp {SPOT}"},
    )
    pdf = press_file([sheet], objects={"im": image(400, 400)})
    ticket = job_ticket(preflight(pdf, COATED, name="a.pdf"), stock="offset", stock_gsm=100, stock_bulk=1.0)
    assert ticket["trim_mm"] == [210, 297]
    assert ticket["bleed_mm"] == 3
    assert ticket["pages"] == 4
    assert [plate["name"] for plate in ticket["plates"]] == ["Cyan", "Magenta", "Yellow", "Black", "PANTONE 485 C"]
    assert ticket["lowest_ppi"] == 400
    assert (ticket["stock"], ticket["spine_mm"]) == ("offset", 0.2)
    assert ticket["condition"] == "FOGRA39"
    assert ticket["dated"] == "2016-11-03"
    assert len(ticket["sha256"]) == 64


def test_sheet_asks_what_the_file_raises():
    """Spots, pictures and blank pages are asked about only where there are any."""
    plain = {q.question for q in questions_for(preflight(press_file(), COATED))}
    blank = {q.question for q in questions_for(preflight(FAULTY, COATED))}
    assert blank - plain == {"Are these pages blank on purpose?"}


def test_sheet_puts_the_alternative_texts_before_the_reader():
    """The very words to be judged stand on the sheet, with their page."""
    tree = "<</S /Document /K [<</S /Figure /Pg {page0} /Alt (Almost half agree) /A <</BBox [0 0 1 1]>> /K 0>>]>>"
    questions = questions_for(preflight(readable_file(tree=tree)))
    assert questions[0].places == ("page 1: Almost half agree",)


def both(press_words: str = "Heading", screen_words: str = "Heading", *, extra: bool = True) -> dict:
    """A certificate of a press file whose first page says *press_words* and a screen file."""
    front = words(30, 40, press_words) + words(20, 302, "slug line of the job")
    blank = Sheet("")
    press = preflight(press_file([Sheet(front), *([blank] * 3 if extra else [])]), COATED, name="print.pdf")
    body = "/H1 <</MCID 0>> BDC " + words(30, 40, screen_words, paint="0 g") + "EMC"
    tree = "<</S /Document /K [<</S /H1 /Pg {page0} /K 0>>]>>"
    sheet = readable_file(content=body, tree=tree)
    return certify(press, preflight(sheet, name="digital.pdf"), judges=[Judge("veraPDF", "1.28", "ua1", True)])


def test_certificate_vouches_for_equal_words():
    """Pages with the same words have the same hash; slug lines and padding blanks do not count."""
    proof = both()
    assert proof["same_words"]
    assert proof["pages"][0]["print"] == proof["pages"][0]["digital"]
    assert len(proof["pages"]) == 4
    assert proof["editions"]["digital"]["standards"] == ["PDF/UA-1", "PDF/A-3a"]


def test_certificate_notices_one_other_letter():
    """A single letter that differs breaks the proof, on its page."""
    proof = both(screen_words="Heeding")
    assert not proof["same_words"]
    assert [page["same"] for page in proof["pages"]] == [False, True, True, True]


def test_certificate_does_not_take_a_page_with_words_for_padding():
    """A page more in print is a difference when it says something."""
    assert not both(extra=False)["same_words"]


def test_certificate_says_what_was_not_checked():
    """A judge that was not asked is named, one that was is not."""
    open_points = " ".join(both()["not_checked"])
    assert "PDF/A-3a was not validated" in open_points
    assert "PDF/UA-1 was not validated" not in open_points
    assert "contract proof" in open_points


def test_certificate_stands_in_the_report():
    """The report shows the certificate when there is one."""
    proof = both()
    text = as_html(preflight(press_file(), COATED), certificate=proof)
    assert "Both editions say the same words" in text
    assert read_html(text).open == []


def test_certificate_tells_all_that_it_certifies():
    """Standard, checker and version, pages, words page by page, checksums, fonts, inks, and what was not checked."""
    proof = both()
    text = as_html(preflight(press_file(), COATED), certificate=proof)
    certificate = text[text.index('<section id="certificate"') : text.index('<section id="person"')]
    for edition in proof["editions"].values():
        for value in (edition["file"], edition["checker"], edition["sha256"], *edition["standards"], *edition["fonts"]):
            assert value in certificate, value
    assert "veraPDF 1.28" in certificate
    assert "PDF/UA-1: passed" in certificate
    assert "Black" in certificate
    for page in proof["pages"]:
        assert certificate.count(page["print"][:16]) >= 2  # once for each edition
    assert all(point in certificate for point in proof["not_checked"])


def test_pictures_drawn_before_are_those_the_report_would_draw():
    """The page is the same whether its small pictures were drawn for it or come from another process."""
    report = preflight(FAULTY, COATED, name="a.pdf")
    drawn = draw_sheet(FAULTY)
    assert report.document is not None
    assert len(drawn) == len(report.document.pages)
    assert all(uri.startswith("data:image/jpeg") for uri in drawn.values())
    assert as_html(report, drawn=drawn) == as_html(report)
    assert "made elsewhere" in as_html(report, drawn=dict.fromkeys(drawn, "made elsewhere"))


def test_a_file_that_will_not_draw_gives_no_pictures():
    """What pdfium refuses is reported on all the same."""
    assert draw_sheet(b"%PDF-1.6 nothing of the kind") == {}


def test_spacing_does_not_change_the_hash():
    """Soft hyphens, line ends and spaces are how words are set, not what they say."""
    one = preflight(press_file([Sheet(words(30, 40, "re\\255") + words(30, 50, "port 2016"))])).document
    other = preflight(press_file([Sheet(words(30, 40, "report") + words(30, 50, "2016"))])).document
    assert one is not None
    assert other is not None
    assert text_hash(one.pages[0]) == text_hash(other.pages[0])
    assert words_of(other.pages[0]) == "report\n2016"


def test_every_rule_can_explain_itself():
    """Each rule has a title, a reason and a way out, as sentences."""
    assert len(RULES) > 60
    for rule in RULES.values():
        assert not rule.title.endswith(".")
        assert rule.why.endswith(".")
        assert rule.remedy.endswith((".", "?"))


def test_importing_printers_loads_no_pdf_library():
    """The build reads printer profiles on every run; pypdf and Pillow wait until a file is checked."""
    program = "import sys, typeset.preflight.printer, typeset.preflight.report; print(sorted({m.split('.')[0] for m in sys.modules} & {'pypdf', 'PIL', 'pypdfium2', 'numpy', 'reportlab'}))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert said.stdout.strip() == "[]"
