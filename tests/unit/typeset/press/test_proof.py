"""The proof of a build: report, ticket and certificate, and what its author is told."""

import json

import pytest
from handmade import ground, page, text

from layout.ink import Tint
from layout.pages.book import Book
from layout.pages.tree import Element
from layout.values import replace
from typeset import DIGITAL, PRINT, SPREADS
from typeset.clock import Clock
from typeset.editing import Origins
from typeset.finishing import Built, paint_all
from typeset.laying import Laid
from typeset.preflight.certificate import Judge
from typeset.preflight.printer import load_printer
from typeset.press.proof import Examined, examine_press, examine_screen, prove
from typeset.press.whence import Whence
from typeset.problem import Problem, Severity, Span

COATED = load_printer("coated")


@pytest.fixture(scope="module", autouse=True)
def no_verapdf():
    """These builds wait for nobody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERAPDF", "")
        yield


@pytest.fixture(scope="module")
def built(small) -> Built:
    """The small invented report, painted and proven."""
    return paint_all(small.laid, (PRINT, DIGITAL), COATED, Clock(), proven=True)


def told(built: Built, ending: str) -> dict:
    """One of the files for machines."""
    (data,) = (data for name, data in built.files.items() if name.endswith(ending))
    return json.loads(data)


def beside_the_picture(problems) -> list[Problem]:
    """All but the one thing that is wrong with this report: its picture has few pixels."""
    return [problem for problem in problems if problem.code != "image-resolution-fair"]


def test_a_proven_build_has_report_ticket_and_certificate(built):
    """Beside the editions stand the page to send and the files for machines."""
    endings = {name.partition("-print")[0].rpartition("-")[2] for name in built.files}
    assert {"certificate.json", "preflight.html", "preflight.json", "digital.pdf"} <= endings
    report = told(built, "-preflight.json")
    assert {"ticket", "certificate", "digital", "findings", "pages"} <= set(report)
    assert report["certificate"] == told(built, "-certificate.json")


def test_the_editions_are_the_ones_that_an_unproven_build_makes(built, small):
    """To be examined changes nothing in a file."""
    plain = paint_all(small.laid, (PRINT, DIGITAL), COATED, Clock())
    assert {name: data for name, data in built.files.items() if name.endswith(".pdf")} == plain.files
    assert plain.problems == ()


def test_the_certificate_says_that_both_editions_say_the_same(built, small):
    """Every page has one hash in both editions, and each file its standard, checker and checksum."""
    certificate = told(built, "-certificate.json")
    assert certificate["same_words"]
    assert len(certificate["pages"]) == len(small.book.pages)
    assert all(one["print"] == one["digital"] for one in certificate["pages"])
    assert len({one["print"] for one in certificate["pages"]}) > 3
    press, screen = certificate["editions"]["print"], certificate["editions"]["digital"]
    assert (press["standards"], screen["standards"]) == (["PDF/X-4"], ["PDF/UA-1", "PDF/A-3a"])
    assert press["verdict"] == screen["verdict"] == "pass"


def test_the_certificate_says_what_was_not_checked(built):
    """Without veraPDF, and without a person, it vouches for neither."""
    unchecked = " ".join(told(built, "-certificate.json")["not_checked"])
    assert "PDF/UA-1 was not validated by veraPDF" in unchecked
    assert "a person has not yet said" in unchecked
    assert "were not judged by veraPDF" in built.summary


def test_the_report_asks_a_person_about_both_editions(built):
    """The guided sheet has the questions of the print edition and those of the digital one."""
    (page_,) = (data.decode() for name, data in built.files.items() if name.endswith(".html"))
    assert "Is this the final text?" in page_
    assert "Does each alternative text say what its figure says?" in page_


def test_verdicts_of_others_are_in_the_certificate(small, built):
    """What veraPDF says stands there by flavour; what it fails is told as a problem."""
    pdf = next(data for name, data in built.files.items() if name.endswith("-digital.pdf"))
    whence = Whence(book=small.book, spans=small.laid.origins.span)
    judges = (Judge("veraPDF", "1.28", "ua1", True), Judge("veraPDF", "1.28", "3a", False))
    screen = replace(examine_screen(pdf, "x-digital.pdf", whence), judges=judges)
    press = examine_press(next(iter(built.files.values())), "x-print.pdf", COATED, whence)
    proof = prove("x", press, screen)
    certificate = json.loads(proof.files["x-certificate.json"])
    assert [judge["passed"] for judge in certificate["judges"]] == [True, False]
    assert not any("veraPDF" in point for point in certificate["not_checked"])
    (problem,) = beside_the_picture(proof.problems)
    assert problem.code == "verapdf"
    assert "PDF/A-3a" in problem.message


@pytest.mark.parametrize(
    ("editions", "made"),
    [
        ((PRINT,), {"print.pdf", "preflight.html", "preflight.json"}),
        ((DIGITAL,), {"digital.pdf"}),
        ((SPREADS,), {"spreads.pdf"}),
    ],
)
def test_one_edition_alone_has_no_certificate(small, editions, made):
    """There is nothing to compare; a print edition has its preflight report all the same."""
    files = paint_all(small.laid, editions, COATED, Clock(), proven=True).files
    assert {name.rpartition("-")[2] for name in files} == made


def test_editions_that_differ_are_a_problem(small, built):
    """If a page said one thing in print and another on screen, nobody could overlook it."""
    first, *rest = small.book.pages
    other = replace(small.book, pages=(replace(first, items=first.items[:-1]), *rest))
    changed = paint_all(replace(small.laid, book=other), (PRINT,), COATED, Clock()).files
    whence = Whence(book=small.book, spans=small.laid.origins.span)
    press = examine_press(next(iter(changed.values())), "x-print.pdf", COATED, whence)
    pdf = next(data for name, data in built.files.items() if name.endswith("-digital.pdf"))
    proof = prove("x", press, examine_screen(pdf, "x-digital.pdf", whence))
    (problem,) = beside_the_picture(proof.problems)
    assert problem.code == "editions-differ"
    assert "page 1 " in problem.message


def test_a_finding_is_told_at_its_line_of_the_manifest(small):
    """Type too near the trim is found by preflight and told where the manifest has the words."""
    origins = Origins()
    line = origins.of(Span("content.yaml", 41, 7, 41, 20))
    pages = tuple(page(n, ground(Tint("paper")), text("Off the edge", x=2, origin=line)) for n in range(4))
    book = Book(pages=pages, tree=Element(role="Document"), bleed=small.book.bleed)
    meta = replace(small.report.report, span=Span("content.yaml", 3, 1, 9, 1))
    report = replace(small.report, report=meta, span=meta.span)
    laid: Laid = replace(small.laid, book=book, origins=origins, report=report)
    built = paint_all(laid, (PRINT,), COATED, Clock(), proven=True)
    told_ = [problem for problem in built.problems if problem.span.line == 41]
    assert told_
    assert all(problem.message.startswith("print edition, page ") for problem in told_)
    assert all(problem.hint and problem.why for problem in told_)
    findings = told(built, "-preflight.json")["findings"]
    assert "content.yaml:41:7" in {finding["source"] for finding in findings}


def test_an_unreadable_file_is_a_problem_and_no_traceback(small):
    """Should a file of ours ever be none, the build says so."""
    examined: Examined = examine_press(
        b"no PDF", "x-print.pdf", COATED, Whence(book=small.book, spans=small.laid.origins.span)
    )
    proof = prove("x", examined, None)
    assert [problem.severity for problem in proof.problems] == [Severity.ERROR]
    assert json.loads(proof.files["x-preflight.json"])["verdict"] == "fail"


def test_a_cover_wrap_makes_two_files_more_each_with_its_report(small):
    """When the manifest asks, cover and inside go to the printer by themselves, both preflighted."""
    report = small.report
    wrapped = replace(report, report=replace(report.report, cover_wrap=True))
    built = paint_all(replace(small.laid, report=wrapped), (PRINT,), COATED, Clock(), proven=True)
    slug = report.report.file_name
    expected = {
        f"{slug}-{name}" for name in ("cover.pdf", "inside.pdf", "cover-preflight.json", "inside-preflight.json")
    }
    assert expected <= set(built.files)
    assert beside_the_picture(built.problems) == []
    assert len(built.problems) == 1
    inside = json.loads(built.files[f"{slug}-inside-preflight.json"])
    assert len(inside["pages"]) % COATED.page_multiple == 0
    cover = json.loads(built.files[f"{slug}-cover-preflight.json"])
    assert cover["verdict"] == "pass"
    assert cover["pages"][0]["trim_mm"][0] >= 420
    # The cover's ticket has the spine that its own two pages could not tell, and the inside's the same.
    assert cover["ticket"]["spine_mm"] == pytest.approx(inside["ticket"]["spine_mm"], abs=0.06) != 0
    assert cover["ticket"]["stock"] == ""


def test_a_cover_wrap_without_covers_is_a_warning(small):
    """The editions are made all the same; the author reads why there is no cover file."""
    report = small.report
    wrapped = replace(report, report=replace(report.report, cover_wrap=True))
    pages = tuple(replace(one, template="text") for one in small.book.pages)
    laid = replace(small.laid, report=wrapped, book=replace(small.book, pages=pages))
    built = paint_all(laid, (PRINT,), COATED, Clock())
    assert [(problem.code, problem.severity) for problem in built.problems] == [("cover-wrap", Severity.WARNING)]
    assert list(built.files) == [f"{report.report.file_name}-print.pdf"]
