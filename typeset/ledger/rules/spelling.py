"""LAN411–LAN414: one spelling for each word, that of the house and of the register of terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from layout.values import Struct
from typeset.ledger.house import House
from typeset.ledger.passages import Passage, Role
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.ledger.tongues import KNOWN
from typeset.manifest.inline import FigureRef, Words

_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s?[”’)]?\s|[“‘(])$")


@rule("LAN411")
def find_other_varieties(bench: Bench) -> Iterator[Finding]:
    """A word is spelt as in another variety of the language.

    British here, American there: the house style says which. Names keep their own spelling,
    so a word with a capital inside a sentence is left alone, as are quotations and titles.

    Wrong:
        text: |
          Their behavior has changed.

    Right:
        text: |
          Their behaviour has changed at the Crimes Against Children Center.
    """
    spelling = _spelling_of(bench.house)
    for form in bench.words:
        prefer = spelling.instead_of(form.lower())
        if prefer and form[1:].replace("-", "").islower():
            yield from _other_variety(bench, spelling, form, prefer, bench.places(form))
    if spelling.phrases is not None:
        for passage in bench.passages_with(avoid.split()[0] for avoid in bench.house.spelling if " " in avoid):
            if passage.role is not Role.NAME:
                for match in spelling.phrases.finditer(passage.own):
                    prefer = bench.house.spelling[match.group()]
                    yield _not_ours(bench, passage, match.start(), match.group(), prefer)


class _Spelling(Struct, frozen=True):
    """The spelling of a house, cut up for looking up words."""

    words: Mapping[str, str]
    endings: Mapping[str, str]
    last: tuple[str, ...]
    """The endings alone, for asking of all of them at once."""
    phrases: re.Pattern[str] | None
    kept: tuple[str, ...]
    kept_endings: tuple[str, ...]
    kept_phrases: tuple[str, ...]

    def instead_of(self, word: str) -> str:
        """What is written instead of *word*; empty if it is right."""
        known = self.words.get(word, "")
        if not known and word.endswith(self.last):
            avoid = next((one for one in self.endings if word.endswith(one) and len(word) > len(one) + 1), "")
            known = word.removesuffix(avoid) + self.endings[avoid] if avoid else ""
        return "" if known and (word.startswith(self.kept) or word.endswith(self.kept_endings)) else known


@lru_cache(maxsize=16)
def _spelling_of(house: House) -> _Spelling:
    pairs = house.spelling.items()
    phrases = [avoid for avoid, _ in pairs if " " in avoid]
    return _Spelling(
        words={avoid: prefer for avoid, prefer in pairs if not avoid.startswith("*") and " " not in avoid},
        endings={avoid[1:]: prefer.removeprefix("*") for avoid, prefer in pairs if avoid.startswith("*")},
        last=tuple(avoid[1:] for avoid, _ in pairs if avoid.startswith("*")),
        phrases=re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, phrases))})(?![\w-])") if phrases else None,
        kept=tuple(one for one in house.kept if " " not in one and not one.startswith("*")) or ("\0",),
        kept_endings=tuple(one[1:] for one in house.kept if one.startswith("*")) or ("\0",),
        kept_phrases=tuple(one for one in house.kept if " " in one),
    )


def _other_variety(
    bench: Bench, spelling: _Spelling, form: str, prefer: str, places: Iterable[tuple[Passage, int]]
) -> Iterator[Finding]:
    for passage, start in places:
        if form[0].isupper() and not _SENTENCE_START.search(passage.plain[:start]):
            continue
        around = passage.plain[max(0, start - 24) : start + len(form)].lower()
        known = next((one for one in spelling.kept_phrases if form.lower().startswith(one.split()[-1])), "")
        if passage.role is Role.NAME or (known and any(one in around for one in spelling.kept_phrases)):
            continue
        yield _not_ours(bench, passage, start, form, prefer.capitalize() if form[0].isupper() else prefer)


def _not_ours(bench: Bench, passage: Passage, start: int, form: str, write: str) -> Finding:
    return at(
        passage,
        start,
        start + len(form),
        f"`{form}` is not {bench.house.variety} spelling, which this report is in",
        hint=f"write `{write}`; what is quoted, or stands in *italics* as a title, is left alone",
    )


@rule("LAN412")
def find_terms_misspelt(bench: Bench) -> Iterator[Finding]:
    """A term is written in a form that the register of terms rules out.

    `terms:` gives the one spelling of each term, and those to avoid. Forms that differ only in
    a hyphen or a space are understood. Quotations and titles are exempt.

    Wrong:
        terms:
          live-streaming: {prefer: live-streaming, avoid: [livestreaming]}
        text: |
          The police see more live streaming than before.

    Right:
        terms:
          live-streaming: {prefer: live-streaming, avoid: [livestreaming]}
        text: |
          The police see more live-streaming than before, and “livestreaming” in quotes.
    """
    wrong: dict[str, str] = {}
    for term in bench.report.terms.values():
        for form in (*term.avoid, *_variants(term.prefer)):
            wrong.setdefault(form, term.prefer)
    wrong = {
        form: prefer for form, prefer in wrong.items() if form not in {t.prefer for t in bench.report.terms.values()}
    }
    if not wrong:
        return
    ordered = sorted(wrong, key=len, reverse=True)
    exact = [form for form in ordered if form.casefold() == wrong[form].casefold() or form.isupper()]
    loose = {form.casefold(): form for form in ordered if form not in exact}
    for every, flags in ((exact, 0), (list(loose), re.IGNORECASE)):
        forms = [form for form in every if form.casefold() in bench.folded]
        if not forms:
            continue
        pattern = re.compile(
            rf"(?<![\w-])(?P<form>{'|'.join(re.escape(form) for form in forms)})(?P<plural>e?s)?(?![\w-])", flags
        )
        for passage in bench.passages:
            if passage.verbatim:
                continue
            for match in pattern.finditer(passage.own):
                written = match["form"]
                form = written if written in wrong else loose[written.casefold()]
                prefer, plural = wrong[form], match["plural"] or ""
                if match.group() != prefer:  # its plural may be the very word
                    yield _misspelt(passage, match, prefer if prefer.endswith("s") else prefer + plural)


def _variants(prefer: str) -> Iterator[str]:
    """The same words joined otherwise: live streaming, livestreaming, live-streaming."""
    words = re.split(r"[ -]", prefer)
    if "-" not in prefer or len(words) > 3 or not prefer.islower():
        return
    for joint in ("-", " ", ""):
        if (form := joint.join(words)) != prefer:
            yield form


def _misspelt(passage: Passage, match: re.Match[str], prefer: str) -> Finding:
    write = prefer[:1].upper() + prefer[1:] if match.group()[:1].isupper() and prefer.islower() else prefer
    return at(
        passage, match.start(), match.end(), f"`{match.group()}` is written `{prefer}` here", hint=f"write `{write}`"
    )


# Pairs that are two words: a re-signed contract is not a resigned one.
_AGENTS = (
    r"(?:maker|holder|worker|giver|taker|user|owner|keeper|goer|seller|buyer|leader|planner|carer|driver|builder)s?"
)
_TWO_WORDS = tuple("resign recover reform recreat represent resort recount resent unionised overall".split())  # noqa: SIM905  # a row of words reads better


@rule("LAN413")
def find_words_in_two_spellings(bench: Bench) -> Iterator[Finding]:
    """One word is spelt with a hyphen in one place and without in another.

    “e-mail” and “email”, “co-operation” and “cooperation”: either will do, one of them.

    Wrong:
        text: |
          They write e-mails. Later they delete the e-mails, and one email is left of all the emails.

    Right:
        text: |
          They write e-mails. Later they delete the e-mails.
    """
    yield from _agents_in_two_spellings(bench)
    lower: dict[str, list[str]] = {}
    for word in bench.words:
        lower.setdefault(word.lower(), []).append(word)
    for word, forms in lower.items():
        solid = word.replace("-", "")
        if "-" not in word or solid not in lower or solid.startswith(_TWO_WORDS) or not solid.isalpha():
            continue
        hyphened = [place for form in forms for place in bench.places(form)]
        joined = [place for form in lower[solid] for place in bench.places(form)]
        rare, other, places = (word, solid, hyphened) if len(hyphened) < len(joined) else (solid, word, joined)
        for passage, start in places:
            if passage.role is Role.NAME:
                continue
            written = passage.plain[start : start + len(rare)]
            yield at(
                passage,
                start,
                start + len(rare),
                f"`{written}` is written `{other}` elsewhere",
                hint=f"write `{other}`, or make it a term under `terms:`",
            )


def _agents_in_two_spellings(bench: Bench) -> Iterator[Finding]:
    """“decision-makers” here and “decision makers” there; of other compounds either may be right where it stands."""
    hyphened = {word.lower() for word in bench.words if re.fullmatch(rf"(?i)[a-z]+-{_AGENTS}", word)}
    stems = {word.removesuffix("s") for word in hyphened}
    if not stems:
        return
    spaced = re.compile(
        rf"(?i)(?<![\w-])(?:{'|'.join(re.escape(stem.replace('-', ' ')) for stem in sorted(stems))})s?(?![\w-])"
    )
    for passage in bench.passages:
        if passage.verbatim or passage.role is Role.NAME:
            continue
        for match in spaced.finditer(passage.own):
            other = match.group().replace(" ", "-")
            yield at(
                passage,
                match.start(),
                match.end(),
                f"`{match.group()}` is written `{other}` elsewhere",
                hint=f"write `{other}`, or make it a term under `terms:`",
            )


_PERCENT = re.compile(r"\d\s?%")
_SENTENCES = frozenset({Role.BODY, Role.VIEW, Role.STANDFIRST, Role.BIO, Role.ITEM})


@rule("LAN414")
def find_signs_for_words(bench: Bench) -> Iterator[Finding]:
    """The sign % stands in running text, where the house writes per cent, or the other way about.

    Charts, their alternative texts and tables may use the sign; sentences follow the house.

    Wrong:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers with more work}
        text: |
          More work is reported by {A:symbol} of the officers.

    Right:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers with more work}
        text: |
          More work is reported by {A} of the officers.
    """
    symbol, tongue = bench.house.symbols, bench.tongue
    name_of_unit = tongue.units.get("per cent", "%")
    if not symbol and tongue.code not in KNOWN:
        return
    wanted = re.compile(rf"\d[\s\u00a0]{re.escape(name_of_unit)}(?!\w)") if symbol else _PERCENT
    for passage in bench.passages:
        if passage.role not in _SENTENCES or passage.verbatim:
            continue
        for match in wanted.finditer(passage.plain):
            node = passage.node_at(match.end() - 1)
            if isinstance(node, Words | FigureRef) and node.look.language:
                continue
            if re.match(r" [A-Z][a-z]", passage.plain[match.end() :]) and passage.plain[: match.start()].endswith(
                "he "
            ):
                continue  # the 1% Club
            name = getattr(node, "figure", "")
            form = "symbol" if symbol else "default"
            hint = (f"write {{{name}}}" if form == "default" else f"write {{{name}:symbol}}") if name else ""
            yield at(
                passage,
                match.start(),
                match.end(),
                f"sentences say {'%' if symbol else name_of_unit} in this report, not {name_of_unit if symbol else '%'}",
                hint=hint or f"write {'%' if symbol else name_of_unit}",
            )
