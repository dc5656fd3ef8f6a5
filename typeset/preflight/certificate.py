"""The certificate: proof that a press file and a readable file say the same, and what each keeps.

    certify(press_report, screen_report, judges=[Judge("veraPDF", "1.28", "ua1", True)])

Page by page the words of both are hashed; the press file may have blank pages more,
since it is padded to whole sheets. What nobody has checked is said, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from layout.values import Struct
from typeset.preflight.facts import Page
from typeset.preflight.report import Report, fonts_of, plates_of
from typeset.preflight.sheet import questions_for
from typeset.preflight.words import text_hash, words_of

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The hash of a page without words."""


class Judge(Struct, frozen=True):
    """An outside checker and what it said."""

    name: str
    version: str
    profile: str
    passed: bool


def certify(press: Report, screen: Report, *, judges: Sequence[Judge] = ()) -> dict[str, Any]:
    """The certificate as plain values, ready for JSON."""
    pages = _compared(press, screen)
    return {
        "schema": 1,
        "same_words": bool(pages) and all(page["same"] for page in pages),
        "editions": {"print": _edition(press), "digital": _edition(screen)},
        "pages": pages,
        "judges": [{"name": j.name, "version": j.version, "profile": j.profile, "passed": j.passed} for j in judges],
        "not_checked": _not_checked(screen, judges),
    }


def _compared(press: Report, screen: Report) -> list[dict[str, Any]]:
    ours = press.document.pages if press.document else ()
    theirs = screen.document.pages if screen.document else ()
    out = []
    for at in range(max(len(ours), len(theirs))):
        one, other = _hash_at(ours, at), _hash_at(theirs, at)
        # A sheet may be padded with blanks in print; a page missing there would be a fault.
        padded = at >= len(theirs) and not words_of(ours[at]).strip()
        label = (theirs or ours)[at].facts.label if at < len(theirs or ours) else ""
        out.append({"page": at + 1, "label": label, "print": one, "digital": other, "same": one == other or padded})
    return out


def _hash_at(pages: tuple[Page, ...], at: int) -> str:
    return text_hash(pages[at]) if at < len(pages) else NOTHING


def _edition(report: Report) -> dict[str, Any]:
    document = report.document
    if document is None:
        return {"file": report.name, "unreadable": report.unreadable}
    facts = document.facts
    return {
        "file": report.name,
        "sha256": facts.sha256,
        "bytes": facts.size,
        "standards": list(facts.claims),
        "checker": f"typeset preflight {_our_version()}",
        "profile": report.printer.name,
        "verdict": "pass" if report.passes else "fail",
        "errors": report.errors,
        "warnings": report.warnings,
        "pages": len(document.pages),
        "fonts": [f.name for f in fonts_of(document)],
        "inks": list(plates_of(document, report.coverage)) if report.printer.is_press else [],
    }


def _our_version() -> str:
    try:
        return version("typeset")
    except PackageNotFoundError:  # run from the source tree
        return "unreleased"


def _not_checked(screen: Report, judges: Sequence[Judge]) -> list[str]:
    """What this certificate does not vouch for."""
    asked = {judge.profile for judge in judges}
    open_points = [f"a person has not yet said: {q.question}" for q in questions_for(screen)]
    for profile, name in (("ua1", "PDF/UA-1"), ("3a", "PDF/A-3a")):
        if profile not in asked:
            open_points.append(f"{name} was not validated by veraPDF")
    return [*open_points, "colour on the press: only a contract proof shows it"]
