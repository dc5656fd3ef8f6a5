"""LAN401–LAN409: signs. Quotation marks, apostrophes, dashes, spaces, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from layout.type.spacing import manners_of
from typeset.ledger.passages import Passage, Role
from typeset.ledger.rule import Bench, Finding, Mend, at, mended, rule
from typeset.problem import Severity

_STRAIGHT = re.compile(r"[\"']")


@rule("LAN401")
def find_straight_marks(bench: Bench) -> Iterator[Finding]:
    """Straight quotation marks or apostrophes, from a typewriter.

    Typographic marks have a side: “so” and ‘so’, and ’ for the apostrophe. After a number,
    the straight signs are feet and inches and are left alone.

    Wrong:
        text: |
          It is the officers' word, they don't "see" it.

    Right:
        text: |
          It is the officers’ word, they don’t “see” it.
    """
    for passage in bench.passages:
        for match in _STRAIGHT.finditer(passage.in_house):
            start = match.start()
            before, after = passage.plain[start - 1 : start] if start else "", passage.plain[start + 1 : start + 2]
            if before.isdigit() and not after.isalpha() and passage.plain.count(match.group(), 0, start) % 2 == 0:
                continue  # 6' 2"
            sign = _curled(match.group(), before, after, bench)
            name = "quotation mark" if match.group() == '"' or sign != "’" else "apostrophe"
            yield mended(passage, start, start + 1, sign, f"this {name} is a straight one, as on a typewriter")


def _curled(sign: str, before: str, after: str, bench: Bench) -> str:
    opens = (not before or before.isspace() or before in "([{–—“‘\ufffc") and after and not after.isspace()
    if sign == '"':
        return bench.house.outer[0 if opens else 1] or "“”"[0 if opens else 1]
    if opens and not after.isdigit():
        return bench.house.inner[0] or "‘"
    return "’"


_SIGNS = re.compile("[“”«»„‹›]")


@rule("LAN402")
def find_other_marks(bench: Bench) -> Iterator[Finding]:
    """Quotation marks of another style than the house's, or nested wrongly.

    The house style names an outer and an inner pair; a quotation within a quotation takes the
    inner one. Two styles in one report look like two reports.

    Wrong:
        text: |
          They speak of „deleters“ and of «hoarders».

    Right:
        text: |
          They speak of “deleters” and of “hoarders”.
    """
    outer, inner = bench.house.outer, bench.house.inner
    if not bench.house.quotes:
        return
    for passage in bench.passages:
        if inner == ("‘", "’") and "‘" in passage.in_house:
            yield from _single_outside(passage, outer)
        if not _SIGNS.search(passage.in_house):
            continue
        open_ = False
        for match in _SIGNS.finditer(passage.in_house):
            start, sign = match.start(), match.group()
            if sign in inner and open_:
                continue
            if sign not in outer:
                opens = sign in "„«‹" or (sign == "“" and not passage.plain[start - 1 : start].isalnum())
                words = outer[0 if opens else 1]
                yield mended(
                    passage,
                    start,
                    start + 1,
                    words,
                    f"`{sign}` is no quotation mark of this report, which has {outer[0]} and {outer[1]}",
                )
            elif (
                outer[0] != outer[1]
                and sign == outer[0]
                and re.match(r"[\w.,!?…]", passage.plain[start - 1 : start] if start else "")
            ):
                yield mended(passage, start, start + 1, outer[1], f"`{sign}` closes a quotation that it should open")
                open_ = False
            elif outer[0] != outer[1] and sign == outer[0] and open_:
                yield at(
                    passage,
                    start,
                    start + 1,
                    f"`{sign}` opens a quotation within a quotation",
                    hint=f"write `{inner[0]}` … `{inner[1]}` inside `{outer[0]}` … `{outer[1]}`",
                )
            else:
                open_ = sign == outer[0] and outer[0] != outer[1]


# A pair of single marks without another between them; the closing one is followed by no letter.
_SINGLE = re.compile(r"(?<![\w‘])‘([^‘’“”]{2,80})’(?!\w)")
_IN_DOUBLE = re.compile(r"“[^“”]*”")


def _single_outside(passage: Passage, outer: tuple[str, str]) -> Iterator[Finding]:
    """Single marks where the house has double ones; within a quotation they are right."""
    inside = [match.span() for match in _IN_DOUBLE.finditer(passage.in_house)]
    for match in _SINGLE.finditer(passage.in_house):
        if any(start < match.start() < end for start, end in inside) or match.group().count(" ") > 4:
            continue  # a whole clause is a quotation, of which PER311 tells
        for place, sign in ((match.start(), outer[0]), (match.end() - 1, outer[1])):
            yield mended(
                passage,
                place,
                place + 1,
                sign,
                f"`{passage.plain[place]}` is for a quotation within another; here stands {outer[0]} or {outer[1]}",
            )


@rule("LAN403", Severity.ERROR)
def find_unpaired_signs(bench: Bench) -> Iterator[Finding]:
    """A quotation mark or a bracket is not closed, or was never opened.

    Wrong:
        text: |
          Most of them (above all the “deleters) go unnoticed.

    Right:
        text: |
          Most of them (above all the “deleters”) go unnoticed.
    """
    outer = bench.house.outer if bench.house.outer[0] != bench.house.outer[1] else ("", "")
    pairs = {")": "(", "]": "["} | ({outer[1]: outer[0]} if outer[0] else {})
    wanted = re.compile("[" + re.escape("".join(dict.fromkeys("()[]" + "".join(outer)))) + "]")
    foreign = re.compile(rf"[{''.join(set('„«‹') - set(outer))}]" + (rf"|\w{outer[0]}" if outer[0] else ""))
    for passage in bench.passages:
        if foreign.search(passage.in_house):  # told by LAN402
            continue
        if bench.house.quotes and not outer[0] and passage.plain.count(bench.house.quotes[0]) % 2:
            start = passage.plain.rfind(bench.house.quotes[0])
            yield at(
                passage,
                start,
                start + 1,
                f"this `{bench.house.quotes[0]}` has no partner",
                hint="quotation marks come in pairs",
            )
        open_: list[tuple[int, str]] = []
        for match in wanted.finditer(passage.in_house):
            sign, start = match.group(), match.start()
            if sign not in pairs:
                open_.append((start, sign))
            elif open_ and open_[-1][1] == pairs[sign]:
                open_.pop()
            elif sign != ")" or not re.search(
                r"(?:^|[\s(])(?:\d{1,2}|[a-z]|[ivx]+)$", passage.plain[:start]
            ):  # a) b) c)
                yield at(passage, start, start + 1, f"this `{sign}` closes nothing", hint="open it, or take it out")
                open_ = []
                break
        for start, sign in open_:
            yield at(passage, start, start + 1, f"this `{sign}` is never closed", hint="close it in the same paragraph")


_MINUS = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())-(?=\d)")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_PREFIXES = frozenset(
    "long short mid medium well full part half high low real self non pre post multi co re so third second first far up down "  # noqa: SIM905  # a row of words reads better
    "on off in out ex anti semi sub cross over under large small two three four five six ten year day".split()
)
_DASHES = re.compile(
    r"(?P<double>(?<=\w) ?--+ ?(?=\w))|(?P<hyphen> - )|(?P<em> ?— ?)|(?P<run>(?<=[a-z]{2})–(?=[a-z]{2}))"
    r"|(?P<half>(?<=[a-z,]) –(?=[a-z]{2})|(?<=[a-z]{2})– (?!and\b|or\b|to\b))"
)


@rule("LAN404")
def find_hyphens_for_dashes(bench: Bench) -> Iterator[Finding]:
    """A hyphen, or the wrong dash, stands where a dash belongs.

    Between phrases the house has one dash (a spaced en dash unless `house.yaml` says
    otherwise). A hyphen joins words, it does not part them.

    Wrong:
        text: |
          Many cases are small - some are vast.

    Right:
        text: |
          Many cases are small – some are vast.
    """
    for passage in bench.passages:
        if " -" in passage.in_house or passage.in_house.startswith("-"):
            for match in _MINUS.finditer(passage.in_house):
                yield mended(passage, match.start(), match.end(), "−", "a hyphen stands for a minus sign")
        if passage.role in (Role.CELL, Role.LABEL) or not re.search("[—–]|--| - ", passage.in_house):
            continue
        for match in _DASHES.finditer(passage.in_house):
            kind, wanted = match.lastgroup, bench.house.dash
            if wanted == "any" and kind in ("em", "half"):
                continue
            wanted = " – " if wanted == "any" else wanted
            if match.group() == wanted or (kind == "hyphen" and re.search(r"\d$", passage.plain[: match.start()])):
                continue
            if kind == "em" and wanted == "—" and match.group() == "—":
                continue
            if kind == "run":
                # A range of words: “Monday–Friday” has capitals, “parent–child” are two; but “long–term” is one.
                first = _LAST_WORD.search(passage.plain[: match.start()])
                if first and first.group().lower() in _PREFIXES:
                    yield mended(
                        passage, match.start(), match.end(), "-", "a dash stands in a compound, where a hyphen belongs"
                    )
                continue
            what = {"hyphen": "a hyphen stands", "double": "two hyphens stand", "half": "a dash lacks a space"}
            message = what.get(kind or "", f"`{match.group().strip()}` stands")
            if kind != "half":
                message += " where a dash between phrases belongs"
            yield mended(passage, match.start(), match.end(), wanted, message)


_RANGES = re.compile(r"(?<![\w.,/:+-])(?<!\w–)(\d[\d,.]*)-(\d[\d,.]*)(?![\w/:-])")
_FROM = re.compile(r"(?i)\b(from|between) ((?:\d[\d,.]*|(?:January|February|March|April|May|June|July|August|September|"
                   r"October|November|December))(?:\s?[–-]\s?)(?:\d[\d,.]*\d|\d|[A-Z]\w+))(?! (?:and|to)\b)")  # fmt: skip


@rule("LAN405")
def find_ranges_ill_written(bench: Bench) -> Iterator[Finding]:
    """A range is written with a hyphen, or half in words and half in signs.

    From 5 to 8, between 5 and 8, or 5–8 with an en dash; never “from 5–8”, never “5-8”.

    Wrong:
        text: |
          The years 2015-2016 were busy ones.

    Right:
        text: |
          The years 2015–2016 were busy ones.
    """
    for passage in bench.passages:
        if "-" in passage.in_house:
            for match in _RANGES.finditer(passage.in_house):
                if not _is_code(passage.plain, match):
                    words = match.group().replace("-", "–")
                    yield mended(
                        passage, match.start(), match.end(), words, f"`{match.group()}` has a hyphen for a dash"
                    )
        for match in _FROM.finditer(passage.plain):
            joint = "to" if match[1].lower() == "from" else "and"
            yield at(
                passage,
                match.start(),
                match.end(),
                f"`{match.group()}` is half in words and half in signs",
                hint=f"write `{match[1]} … {joint} …`, or the range alone",
            )


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Tell whether it is a telephone or standard number, a score, or one of several hyphened numbers."""
    before = text[: match.start()]
    return bool(
        re.search(r"[A-Z]{2,} $|[+(] ?\d* ?$|\(\d+\) ?$|(?i:\b(?:tel|phone|no|isbn|issn)\b\W{0,3})$", before)
    ) or (match[1].startswith("0") and len(match[1]) > 1)


@lru_cache(maxsize=16)
def _spacing(opening: str, closing: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<before>(?<=\S) +(?=[,;:!?](?:\s|$)|\.(?:\s|$)))"
        rf"|(?P<inside>(?:(?<=[(\[])|(?<=[\s(]{opening or '(?!)'})) +|(?<=\S) +(?=[)\]{closing}]))"
        r"|(?P<after>(?<=[a-z]{2}[,;])(?=[A-Za-z]{2})|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]+ ))"
    )


_APART = ";:!?"
"""Marks that stand apart from their word in languages such as French."""

# Looked for first, since nearly no passage has any: a search for plain characters costs next to nothing.
_SPACED = (" ,", " .", " ;", " :", " !", " ?", "( ", " )", "[ ", " ]", "“ ", " ”")
_CLOSE = re.compile(r"[,;.!?][A-Za-z]")


@rule("LAN406")
def find_spaces_astray(bench: Bench) -> Iterator[Finding]:
    """A space before a punctuation mark, inside a bracket, or none after a mark.

    Wrong:
        text: |
          There are more cases , and more devices.

    Right:
        text: |
          There are more cases, and more devices.
    """
    marks = bench.house.outer
    apart = _APART if manners_of(bench.language).spaced_marks else ""
    # Quotation marks of one shape cannot be told apart, and French ones stand apart from their words.
    paired = marks[0] != marks[1] and not apart
    spacing = _spacing(*(marks if paired else ("", "")))
    names = {"before": "a space stands before", "inside": "a space stands inside", "after": "no space follows"}
    for passage in bench.passages:
        if not any(sign in passage.in_house for sign in _SPACED) and not _CLOSE.search(passage.in_house):
            continue
        for match in spacing.finditer(passage.in_house):
            kind = match.lastgroup or ""
            start, end = match.span()
            if kind == "before" and passage.plain[end : end + 1] in apart:
                continue
            if kind == "after":
                sign = passage.plain[start - 1]
                yield mended(passage, start - 1, start, f"{sign} ", f"no space follows `{sign}`", hint="put one in")
                continue
            sign = passage.plain[end] if passage.plain[end : end + 1] and kind == "before" else ""
            sign = sign or (passage.plain[start - 1] if passage.plain[start - 1] in "([“" else passage.plain[end])
            yield mended(passage, start, end, "", f"{names[kind]} `{sign}`")


_DOUBLE = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")


@rule("LAN407", Severity.NOTE)
def find_double_spaces(bench: Bench) -> Iterator[Finding]:
    """Two spaces stand where one does.

    On the page they become one; in the manifest they make every comparison of two versions
    show a change that is none.

    Wrong:
        text: |
          There are more cases.  And more devices.

    Right:
        text: |
          There are more cases. And more devices.
    """
    for passage in bench.passages:
        scalar, text = passage.scalar, passage.text
        if scalar is None or passage.nodes or "  " not in scalar.value[text.start : text.end]:
            continue
        for match in _DOUBLE.finditer(scalar.value, text.start, text.end):
            yield Finding(
                message="two spaces stand where one does",
                span=scalar.spot(match.start(), len(match.group())),
                scalar=scalar,
                found=match.group(),
                hint="take one of them out",
                mend=Mend(scalar, match.start(), match.end(), " "),
            )


@lru_cache(maxsize=16)
def _torn(hanging: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, hanging)) or "(?!)"
    return re.compile(
        rf"(?<=[^\W\d_])- (?!(?:{words})(?!\w))(?=[^\W\d_])(?![A-Z][a-z])|(?<=[A-Z])- (?=[A-Z])|(?<=[a-z]) -(?=[a-z])"
    )


@rule("LAN408", Severity.ERROR)
def find_torn_compounds(bench: Bench) -> Iterator[Finding]:
    """A compound is torn apart at its hyphen: “hands- on”.

    Left over from a line break in an earlier layout. A hanging hyphen (“short- and long-term”)
    is another thing.

    Wrong:
        text: |
          It takes a hands- on approach, short- and long-term.

    Right:
        text: |
          It takes a hands-on approach, short- and long-term.
    """
    torn = _torn(bench.tongue.hanging)
    for passage in bench.passages:
        if "- " not in passage.in_house and " -" not in passage.in_house:
            continue
        for match in torn.finditer(passage.in_house):
            whole = _torn_word(passage.plain, match.start(), match.end())
            yield mended(
                passage, match.start(), match.end(), "-", f"`{whole}` is torn apart at its hyphen", hint="close it up"
            )


def _torn_word(text: str, start: int, end: int) -> str:
    """The two halves of a compound, as they stand."""
    before, after = re.search(r"[\w-]*$", text[:start]), re.match(r"[\w-]*", text[end:])
    return f"{before[0] if before else ''}{text[start:end]}{after[0] if after else ''}"


_MANY = re.compile(r"(?<!\.)\.\.(?!\.)|\.{3,}|,,+|;;+|!!+|\?\?+|[!?]{2,}|[,;:]\.|\.,(?! )|…\.")


_IN_A_ROW = ("..", ",,", ";;", "!!", "??", "?!", "!?", ",.", ";.", ":.", ".,", "….")


@rule("LAN409")
def find_marks_in_a_row(bench: Bench) -> Iterator[Finding]:
    """Two punctuation marks stand where one does, or full stops for an ellipsis.

    Wrong:
        text: |
          There are more cases.. And there are more devices...

    Right:
        text: |
          There are more cases. And there are more devices…
    """
    for passage in bench.passages:
        if not any(signs in passage.in_house for signs in _IN_A_ROW):
            continue
        for match in _MANY.finditer(passage.in_house):
            signs = match.group()
            words = "…" if signs.startswith("...") or signs == "…." else signs[-1] if signs[0] in ",;:" else signs[0]
            yield mended(passage, match.start(), match.end(), words, f"`{signs}` stands where one mark should")
