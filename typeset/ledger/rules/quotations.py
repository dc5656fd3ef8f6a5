"""PER311–PER315: quotations are honest. Own words in quotation marks, reported ones without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.ledger.passages import RUNNING, Passage, Role
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.manifest import model
from typeset.manifest.inline import PLAIN, Words
from typeset.problem import Severity

_QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|(?<!\w)‘([^‘]{12,}?)’(?!\w)|\"([^\"]+)\"")
_SAYING = re.compile(
    r"(?i)\b(?:says?|said|saying|writes?|wrote|adds?|added|notes?|noted|argues?|argued|explains?|explained|asks?|asked|"
    r"concludes?|concluded|recalls?|recalled|observes?|observed|remarks?|remarked|reports?|reported|told|tells|stated?|"
    r"states|puts? it|according to|holds?|insists?|insisted|warns?|warned|answers?|answered|replie[sd])\b"
)

# “she says that she ‘…’”: close before the mark, so that a short quotation is no mere word of theirs.
_SAID_JUST_BEFORE = re.compile(r"(?i)\b(?:says?|said|tells?|told|writes?|wrote|adds?|added)\b(?: \w+){0,3}:? ?$")
# What is written can be quoted: nobody said it in other words.
_WRITTEN = re.compile(
    r"(?i)\b(?:reports?|acts?|laws?|articles?|signs?|constitution|convention|statutes?|definitions?|study|studies|letters?|"
    r"charter|treaty|text|section|clause|question|questionnaire|survey|placard|banner|motto|slogan|rules?|form) "
    r"(?:\w+ ){0,2}?(?:says?|reads?|states?|asks?|asked|said|holds?|stated)\b"
)


@rule("PER311", Severity.ERROR)
def find_marks_round_paraphrases(bench: Bench) -> Iterator[Finding]:
    """Quotation marks stand round words that are reported, not quoted.

    Quotation marks say: these very words. A paraphrase in them is a false quotation. A pull
    quote declared as paraphrase, a respondent's view, or a whole clause that somebody “said”,
    has none; a word or a title may, and so may words that a report, a law or a sign has. Words
    that were said or written so are marked as such: `[“…”]{quote talk}`, with their source.

    Wrong:
        people:
          cole: {name: Jim Cole, role: Agent}
        text: |
          {@cole} said: “There are far more cases now than there were only a few years ago.”

    Right:
        people:
          cole: {name: Jim Cole, role: Agent}
        text: |
          {@cole} said that there are far more cases now than there were only a few years ago.
    """
    from typeset.ledger.approvals import hash_of

    approved = frozenset(bench.approvals.quotes.values()) if bench.approvals else frozenset()
    for passage in bench.passages:
        if passage.verbatim or passage.role not in RUNNING | {Role.PULL, Role.ITEM}:
            continue
        for match in _QUOTED.finditer(passage.plain):
            words = next(group for group in match.groups() if group is not None).split()
            reported = passage.role in (Role.PULL, Role.VIEW)
            if getattr(passage.node_at(match.start()), "look", PLAIN).quote:
                continue
            before = passage.plain[max(0, match.start() - 80) : match.start()]
            near = reported or _SAID_JUST_BEFORE.search(before)
            if (
                len(words) < (4 if reported else 5 if near else 6)
                or _is_title(words)
                or hash_of(" ".join(words)) in approved
            ):
                continue
            around = _WRITTEN.sub("", before + passage.plain[match.end() : match.end() + 80])
            if reported or _SAYING.search(around):
                yield at(
                    passage,
                    match.start(),
                    match.end(),
                    "quotation marks stand round words that are reported, not quoted",
                    hint="take the marks away; if these are the speaker's own words, say where they stand: "
                    "[“…”]{quote key-of-the-source}",
                    why="a paraphrase in quotation marks is a false quotation",
                )


def _is_title(words: list[str]) -> bool:
    """Tell whether most words of substance are capitalised, as in a title."""
    long = [word for word in words if len(word) > 3]
    return bool(long) and sum(word[:1].isupper() for word in long) * 2 > len(long)


@rule("PER312", Severity.ERROR)
def find_quotes_of_nobody(bench: Bench) -> Iterator[Finding]:
    """A pull quote has no speaker.

    Wrong:
        text:
          - {pull: The work has grown., as: paraphrase}

    Right:
        text:
          - {pull: The work has grown., by: An officer who answered, as: paraphrase}
    """
    for pull, passage in _pulls(bench):
        if pull.who is None and not pull.by:
            yield at(
                passage,
                0,
                len(passage.plain),
                "nobody is named for this pull quote",
                hint="add `who:` with a key of `people:`, or `by: An officer who answered`",
                why="words set large belong to somebody; unsigned, they are read as the report's own",
            )


def _pulls(bench: Bench) -> Iterator[tuple[model.Pull, Passage]]:
    for passage in bench.passages:
        if isinstance(passage.owner, model.Pull) and passage.role is Role.PULL:
            yield passage.owner, passage


_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    "that this with from have has been were will would could should must there their them they when what which while where "  # noqa: SIM905  # a row of words reads better
    "than then also more most such some only even into over under about after before very much many other these those "
    "because however".split()
)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.lower()) if word not in _EMPTY}


@rule("PER313")
def find_pulls_not_in_their_text(bench: Bench) -> Iterator[Finding]:
    """A pull quote says what its speaker does not say in the text it is pulled from.

    Most of its words of substance must be found in what the same part reports of the same
    person. A verbatim quote may come from elsewhere: its source vouches for it.

    Wrong:
        people:
          cole: {name: Jim Cole, role: Agent}
        text:
          - {pull: Encryption will defeat every police force within ten years., who: cole, as: paraphrase}
          - {aside: cole, text: Children should be helped wherever they live.}

    Right:
        people:
          cole: {name: Jim Cole, role: Agent}
        text:
          - {pull: "Help children, wherever they live.", who: cole, as: paraphrase}
          - {aside: cole, text: Children should be helped wherever they live.}
    """
    for pull, passage in _pulls(bench):
        if pull.who is None or pull.as_ == "verbatim":
            continue
        part = passage.part
        said = [
            p.plain for p in bench.passages if p.part is part and p.role in RUNNING and p.voice in ("", pull.who.id)
        ]
        wanted = _stems(passage.plain)
        missing = wanted - _stems(" ".join(said))
        if len(wanted) >= 3 and len(missing) * 2 > len(wanted):
            yield at(
                passage,
                0,
                len(passage.plain),
                f"the text of this part reports nothing like this of {pull.who.name.plain}",
                hint="pull from what the text says, or say it there as well",
                why="a pull quote is read as the essence of the text beside it",
            )


@rule("PER314")
def find_speakers_who_never_speak(bench: Bench) -> Iterator[Finding]:
    """A pull quote is signed by somebody who does not appear in its part.

    Wrong:
        people:
          cole: {name: Jim Cole, role: Agent}
        text:
          - {pull: The work has grown., who: cole, as: paraphrase}

    Right:
        people:
          cole: {name: Jim Cole, role: Agent}
        text:
          - {pull: The work has grown., who: cole, as: paraphrase}
          - The work has grown, says {@cole}.
    """
    for pull, passage in _pulls(bench):
        if pull.who is None or pull.as_ == "verbatim":
            continue
        others = [p for p in bench.passages if p.part is passage.part and p.owner is not pull]
        name = pull.who.name.plain
        if not any(p.voice == pull.who.id or name in p.plain for p in others):
            yield at(
                passage,
                0,
                len(passage.plain),
                f"{name} signs this pull quote and appears nowhere else in the part",
                hint="is somebody else meant? If not, introduce the person in the text",
                why="readers look for the speaker in the text beside the quote",
            )


@rule("PER315", Severity.ERROR)
def find_quotes_altered(bench: Bench) -> Iterator[Finding]:
    """A verbatim quote was altered after it was approved.

    `approvals.yaml` keeps, for each approved quote, its first words and a hash of all of them.
    A quote that begins like an approved one and is no longer the same must be approved again.

    Wrong:
        approvals:
          quotes: {"The work has grown": "0000000000000000"}
        sources:
          talk: {title: Interview with an officer}
        text:
          - {pull: The work has grown a little., by: An officer, as: verbatim, source: talk}

    Right:
        approvals:
          quotes: {"The work has grown": "{hash of The work has grown.}"}
        sources:
          talk: {title: Interview with an officer}
        text:
          - {pull: The work has grown., by: An officer, as: verbatim, source: talk}
    """
    from typeset.ledger.approvals import hash_of

    quotes = bench.approvals.quotes if bench.approvals else {}
    for passage, start, end in _quoted_within(bench) if quotes else ():
        words = passage.plain[start:end].strip('“”‘’„«»" ')
        for opening, approved in quotes.items():
            if words.startswith(opening) and hash_of(words) != approved:
                yield at(passage, start, end, **_ALTERED)
    for pull, passage in _pulls(bench):
        if pull.as_ != "verbatim":
            continue
        for opening, approved in quotes.items():
            if passage.plain.startswith(opening) and hash_of(passage.plain) != approved:
                yield at(passage, 0, len(passage.plain), **_ALTERED)


_ALTERED = {
    "message": "these words were changed after the quote was approved",
    "hint": "put the approved words back, or have the new ones approved and their hash in `approvals.yaml`",
    "why": "a quotation is not ours to edit",
}


def _quoted_within(bench: Bench) -> Iterator[tuple[Passage, int, int]]:
    """Every stretch of running text that is marked as a quotation: its passage, from where to where."""
    for passage in bench.passages:
        start = end = -1
        for place, node in passage.stretches:
            if isinstance(node, Words) and node.look.quote:
                start = place if start < 0 or place != end else start
                end = place + len(node.text)
            elif start >= 0:
                yield passage, start, end
                start = end = -1
        if start >= 0:
            yield passage, start, end
