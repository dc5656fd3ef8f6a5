"""LAN411–LAN414: one spelling for each word, that of the house and of the register of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.ledger.passages import Passage, Role
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.manifest.inline import Words

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
    for avoid, prefer in bench.house.spelling.items():
        for form in (avoid, avoid.capitalize()):
            for passage, start in bench.words.get(form, ()):
                if form != avoid and not _SENTENCE_START.search(passage.plain[:start]):
                    continue
                if passage.role is Role.NAME:
                    continue
                write = prefer if form == avoid else prefer.capitalize()
                yield at(
                    passage,
                    start,
                    start + len(form),
                    f"`{form}` is not {bench.house.variety} spelling",
                    hint=f"write `{write}`",
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
    for forms, flags in ((exact, 0), (list(loose), re.IGNORECASE)):
        if not forms:
            continue
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in forms)})(?![\w-])", flags)
        for passage in bench.passages:
            if passage.verbatim:
                continue
            for match in pattern.finditer(passage.own):
                form = match.group() if match.group() in wrong else loose[match.group().casefold()]
                yield _misspelt(passage, match, wrong[form])


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
    lower: dict[str, list[str]] = {}
    for word in bench.words:
        lower.setdefault(word.lower(), []).append(word)
    for word, forms in lower.items():
        solid = word.replace("-", "")
        if "-" not in word or solid not in lower or solid.startswith(_TWO_WORDS) or not solid.isalpha():
            continue
        hyphened = [place for form in forms for place in bench.words[form]]
        joined = [place for form in lower[solid] for place in bench.words[form]]
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
    symbol = bench.house.percent == "symbol"
    wanted = re.compile("\\d[\\s\u00a0]per cent\\b") if symbol else _PERCENT
    for passage in bench.passages:
        if passage.role not in _SENTENCES or passage.verbatim:
            continue
        for match in wanted.finditer(passage.plain):
            node = passage.node_at(match.end() - 1)
            if node is not None and isinstance(node, Words) and node.look.language:
                continue
            name = getattr(node, "figure", "")
            form = "symbol" if symbol else "default"
            hint = (f"write {{{name}}}" if form == "default" else f"write {{{name}:symbol}}") if name else ""
            yield at(
                passage,
                match.start(),
                match.end(),
                f"running text says {'%' if symbol else 'per cent'} in this house",
                hint=hint or f"write {'%' if symbol else 'per cent'}",
            )
