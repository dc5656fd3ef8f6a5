"""LAN421–LAN423: abbreviations are explained, in time; capitals are not typed for emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.ledger.passages import RUNNING, Passage, Role
from typeset.ledger.rule import Bench, Finding, at, rule

_CAPITALS = re.compile(r"[A-Z]{2,6}s?")
_ROMAN = re.compile(r"[IVXLC]+")


def _name_words(bench: Bench) -> set[str]:
    """Words that names are made of: people, organisations, sources, abbreviations with their parts, terms."""
    report = bench.report
    texts = [
        text.plain for person in report.people.values() for text in (person.name, person.organisation, person.role)
    ]
    texts += [text.plain for source in report.sources.values() for text in (source.title, source.publisher)]
    texts += [*report.abbreviations, *report.terms]
    if report.report is not None:
        texts += [report.report.publisher.plain, report.report.title.plain]
    texts += [term.prefer for term in report.terms.values()]
    return {word for text in texts for word in re.findall(r"\w+", text)}


def _explained(text: str, short: str) -> int:
    """Where *text* explains *short*, or -1: “full name (SHORT)”, “SHORT (full name)”, “SHORT, the …”, “: SHORT”."""
    name = re.escape(short)
    match = re.search(
        rf"(?:\w[\w’-]*) \({name}\)|\b{name} \([a-zA-Z]\w+ |\b{name}, (?:the|an?|which|short for|that is|in full)\b"
        rf"|\b{name} (?:stands for|is short for|means)\b|(?:, |: ){name}(?:[,.]| –)|\b{name} – (?:the|an?) ",
        text,
    )
    return match.start() if match else -1


@rule("LAN421")
def find_abbreviations_unexplained(bench: Bench) -> Iterator[Finding]:
    """An abbreviation is never explained.

    Neither in the text, nor under `abbreviations:` (from which the accessible edition speaks
    it in full), nor known to everybody by the house style.

    Wrong:
        text: |
          The database is run by the ZQX in Lyon.

    Right:
        text: |
          The database is run by the Zurich Quality Exchange (ZQX) in Lyon. The ZQX is known for it.
    """
    known = {*bench.house.known, *_name_words(bench)}
    parts = {part for name in bench.report.abbreviations for part in name.split()}
    shouted = _shouted_places(bench)
    seen: set[str] = set()
    for word in bench.words:
        if word[1:].islower() or any(sign.isdigit() for sign in word):  # COVID-19 is a name
            continue
        for piece in word.split("-"):
            short = piece.removesuffix("s") if piece[:-1].isupper() else piece
            if not _CAPITALS.fullmatch(piece) or short in known | parts | seen or _ROMAN.fullmatch(short):
                continue
            seen.add(short)
            places = bench.places(word)
            if all((id(passage), start) in shouted for passage, start in places) or all(
                _NUMBERED.match(passage.plain, start + len(word)) for passage, start in places
            ):
                continue  # typed for emphasis, or the name of a standard: IFRS 16
            if _is_shouted(bench, short) or any(
                short in passage.plain and _explained(passage.plain, short) >= 0 for passage in bench.passages
            ):
                continue
            passage, start = places[0]
            begin = start + word.index(piece)
            if re.search(r"[A-Z][\w’-]+ $", passage.plain[:begin]) and not _SENTENCE.search(passage.plain[:begin]):
                continue  # Griffeye Analyze DI: the end of a name
            yield at(
                passage,
                begin,
                begin + len(short),
                f"`{short}` is never explained",
                hint=f"write it out at its first place, “full name ({short})”, or add it under `abbreviations:`",
                why="a reader who does not know it stops here",
            )


_NUMBERED = re.compile(r"[ \u00a0-]\d")
_SENTENCE = re.compile(r"(?:^|[.!?:] )[“‘(]?[A-Z][\w’-]* $")


def _is_shouted(bench: Bench, word: str) -> bool:
    """Tell whether a word in capitals is a common word: of the language, or the report has it in small letters, too."""
    return word.lower() in bench.words or (len(word) > 2 and word.lower() in bench.tongue.common)


def _shouted_places(bench: Bench) -> set[tuple[int, int]]:
    """Where the words of runs of capitals begin that hold a common word: BRIDGES ARE OLD, HANDS- OFF."""
    found: set[tuple[int, int]] = set()
    for passage in bench.passages:
        for match in _RUN.finditer(passage.own):
            words = re.findall(r"[A-Z]{2,}", match.group())
            if any(_is_shouted(bench, word) for word in words):
                starts = (match.start() + one.start() for one in re.finditer(r"[A-Z]{2,}", match.group()))
                found |= {(id(passage), start) for start in starts}
    return found


@rule("LAN422")
def find_abbreviations_explained_late(bench: Bench) -> Iterator[Finding]:
    """An abbreviation is used in running text before the text explains it.

    Headings, charts and large figures may come first; sentences may not.

    Wrong:
        text: |
          Most cases begin with P2P traffic.

          Files pass from peer to peer (P2P) without a server.

    Right:
        text: |
          Files pass from peer to peer (P2P) without a server.

          Most cases begin with P2P traffic.
    """
    running = [
        passage for passage in bench.passages if passage.role in RUNNING and passage.part and not passage.verbatim
    ]
    shorts = {
        match.group(1) for passage in running for match in re.finditer(r"\w \(([A-Z][A-Z0-9]{1,6})\)", passage.typed)
    }
    for short in sorted(shorts):
        word = re.compile(rf"(?<![\w/-]){re.escape(short)}(?![\w/])")
        for passage in running:
            if short not in passage.plain:
                continue
            use = word.search(passage.own)
            explained = re.search(rf"\w \({re.escape(short)}\)", passage.plain)
            if explained and (use is None or explained.start() <= use.start()):
                break
            if use:
                if not 0 <= _explained(passage.plain, short) <= use.end():
                    yield at(
                        passage,
                        use.start(),
                        use.end(),
                        f"`{short}` is used here, and explained only later",
                        hint="explain it here, and use the short form from here on",
                        why="a reader who does not know it stops here",
                    )
                break


_RUN = re.compile(r"(?<![\w-])[A-Z]{2,}(?:(?: |- ?)[A-Z]{2,})+(?![\w-])")
_SHOUT = re.compile(r"(?<![\w’-])[A-Z]{3,}(?![\w-])")


@rule("LAN423")
def find_typed_capitals(bench: Bench) -> Iterator[Finding]:
    """Words are typed in capitals instead of being emphasised or styled.

    Capitals are a matter of design: a heading that is to stand in them gets them from its
    style, and a word that matters is `*emphasised*`. A screen reader may spell them letter by
    letter.

    Wrong:
        text: |
          This must NEVER happen. It should never have happened.

    Right:
        text: |
          This must *never* happen. It should never have happened.
    """
    names = {*_name_words(bench), *bench.house.known}
    for passage in bench.passages:
        if passage.verbatim or passage.typed.islower():
            continue
        done = -1
        for match in _RUN.finditer(passage.own):
            words = re.split("- ?| ", match.group())
            common = [word for word in words if word not in names and (len(word) > 3 or _is_shouted(bench, word))]
            if "- " in match.group():
                done = match.end()
                continue  # LAN408 tells of it, and the capitals come next
            if len(common) >= 2 or (common and any(_is_shouted(bench, word) for word in words)):
                done = match.end()
                yield _shouted(passage, match)
        for match in _SHOUT.finditer(passage.own):
            word = match.group()
            if match.start() >= done and word not in names and (_is_shouted(bench, word) or len(word) > 6):
                yield _shouted(passage, match)


def _shouted(passage: Passage, match: re.Match[str]) -> Finding:
    calm = match.group().lower() if passage.role is not Role.HEADING else match.group().capitalize()
    return at(
        passage,
        match.start(),
        match.end(),
        f"`{match.group()}` is typed in capitals",
        hint=f"write `*{calm}*` to emphasise it; headings get capitals from their style",
    )
