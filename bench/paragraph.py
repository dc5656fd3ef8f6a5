"""How well and how fast paragraphs are set: run `python bench/paragraph.py`.

Prose of the kind that survey reports are made of, cut into paragraphs in different
ways, set at a column's measure and at a page's. Printed: time for one paragraph with
its words already shaped, and what the lines look like.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from layout.ink import Tint
from layout.type.faces import Fonts
from layout.type.lines import Line
from layout.type.paragraph import compose
from layout.type.style import Align, ParagraphStyle, Part, TextStyle

PROSE = """\
The questionnaire went out in the spring to everyone who had taken part in the previous round, and to some forty \
organisations that had not. It asked what had changed in their work, what they expected of the coming year, and \
where they saw gaps that nobody was filling. Answers came back from laboratories and ministries, from two \
universities, from a handful of companies and from a surprising number of people who work alone.
Most respondents described a field that grows faster than its institutions. Training was mentioned more often than \
money: a new colleague needs the better part of a year before she can work unsupervised, and the people who could \
teach her are the very people whose desks are fullest. Several offices have begun to share instructors across \
borders, with results that they call encouraging.
Asked to rank ten obstacles, participants put incompatible record formats first, ahead of staffing and well ahead of \
legal uncertainty. The finding held for every region and for organisations of every size. It is an unglamorous \
problem. It is also, as one engineer remarked in conversation, the only one on the list that could be solved by \
sitting down together for a week.
Opinions diverge about automation. Roughly a third of those who answered use some form of machine classification \
every day; another third have tried it and stopped. Their reasons differ less than might be expected: both groups \
praise its speed and complain about the effort of checking what it produces, but they weigh the two against each \
other in opposite ways.
What nobody disputes is the volume. Submissions have roughly doubled since the first survey, while the number of \
full-time analysts has increased by about one in eight. The difference has been absorbed by longer queues, by stricter \
triage, and by a quiet agreement to leave certain categories until later. Managers know what that means, and say so \
with considerable frankness when their names are not attached.
The interviews add colour to the figures. A coordinator in the north told us that her team no longer plans more than \
six weeks ahead. A statistician thought that half of the published comparisons were meaningless, because the \
underlying definitions had shifted in between. And an investigator with twenty years of experience said simply that \
he had stopped being surprised by technology and started being surprised by people.
Cooperation is the bright spot. Where three years ago requests for assistance might go unanswered for months, \
participants now report that informal contacts reply within days. The improvement owes little to new agreements and \
much to regular meetings, which allow practitioners to put faces to addresses. It is fragile for the same reason: when \
somebody moves on, the connection frequently goes with them.
Recommendations follow from this almost by themselves. Keep the meetings, and pay for the travel. Settle on one \
vocabulary for the twelve most frequent categories, even an imperfect one. Publish negative results. Above all, stop \
measuring performance by the number of cases closed, since every respondent who mentioned that indicator mentioned \
it as an obstacle to doing the job properly.
The limits of the exercise should be stated plainly. Participation was voluntary, the sample is small, and the \
organisations best placed to answer are not necessarily those with the most to tell. Percentages are therefore given \
without decimals wherever fewer than a hundred people replied, and comparisons with earlier rounds are restricted to \
questions whose wording has remained the same. Readers who want the complete tabulations will find them, together \
with the questionnaire in all four languages, in the accompanying dataset.
"""

MEASURES = (234.0, 240.0, 455.0)
TEXT = TextStyle(font="text", size=9.5, tint=Tint("ink"))
BODY = ParagraphStyle(leading=13, align=Align.JUSTIFY)


def cuts(words: int) -> Iterator[str]:
    """The prose as paragraphs of about *words* words, and again from other starts."""
    prose = PROSE.split()
    for start in range(0, words, words // 4 or 1):
        for at in range(start, len(prose) - words // 2, words):
            yield " ".join(prose[at : at + words])


@dataclass(frozen=True)
class Looks:
    """What a reader would count on the lines of one setting."""

    lines: int
    stretched: int
    """Lines set to fill their measure."""
    loose: int
    very_loose: int
    tight: int
    hyphens: int
    ladder: int
    runts: int


def look_at(paragraphs: list[tuple[Line, ...]], measure: float) -> Looks:
    """Count what is good and bad."""
    lines = [line for paragraph in paragraphs for line in paragraph]
    stretched = [line for line in lines if not line.last]
    return Looks(
        lines=len(lines),
        stretched=len(stretched),
        loose=sum(line.space_ratio > 1.5 for line in stretched),
        very_loose=sum(line.space_ratio > 2 for line in stretched),
        tight=sum(line.space_ratio < 0.8 for line in stretched),
        hyphens=sum(line.hyphenated for line in stretched),
        ladder=max(longest_ladder(paragraph) for paragraph in paragraphs),
        runts=sum(p[-1].width < measure / 6 for p in paragraphs if len(p) > 1),
    )


def longest_ladder(lines: tuple[Line, ...]) -> int:
    """The most lines in a row that end in a hyphen."""
    longest = run = 0
    for line in lines:
        run = run + 1 if line.hyphenated else 0
        longest = max(longest, run)
    return longest


def time_one(text: str, measure: float, fonts: Fonts, rounds: int = 60) -> float:
    """Milliseconds to set *text* with its words known; the least of many."""
    best = float("inf")
    for _ in range(rounds):
        began = perf_counter()
        compose([Part(text, TEXT)], BODY, measure, fonts)
        best = min(best, perf_counter() - began)
    return best * 1000


def main() -> None:
    """Print the two tables."""
    faces = Path(__file__).resolve().parent.parent / "fonts"
    fonts = Fonts({"text": (faces / "SourceSerif4SmText-Regular.ttf").read_bytes()})
    paragraphs = [text for words in (45, 80, 120) for text in cuts(words)]
    began = perf_counter()
    for text in paragraphs:
        compose([Part(text, TEXT)], BODY, 240.0, fonts)
    print(f"all {len(paragraphs)} paragraphs, words unknown: {(perf_counter() - began) * 1000:.0f} ms")
    gc.collect()
    gc.disable()
    eighty = list(cuts(80))
    print(
        f"{'measure':>8} {'ms/80 words':>12} {'lines':>6} {'loose':>7} {'> 2':>6} {'tight':>6} {'hyphens':>8} {'ladder':>7} {'runts':>6}"
    )
    for measure in MEASURES:
        times = sorted(time_one(text, measure, fonts) for text in eighty)
        looks = look_at([compose([Part(text, TEXT)], BODY, measure, fonts) for text in paragraphs], measure)
        share = 100 / looks.stretched
        print(
            f"{measure:8.0f} {times[len(times) // 2]:6.3f}–{times[-1]:5.3f} {looks.lines:6} {looks.loose * share:6.1f}%"
            f" {looks.very_loose * share:5.1f}% {looks.tight * share:5.1f}% {looks.hyphens * share:7.1f}% {looks.ladder:7} {looks.runts:6}"
        )


if __name__ == "__main__":
    main()
