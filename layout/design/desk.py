"""The desk: what every part of the design works with while one part of the book is set.

It is the one thing in layout that changes while pages are made (slots are numbered,
links and complaints collected), and it lives for a single part in a single pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from layout.brand import Brand
from layout.complaint import Complaint, Gravity, Origin
from layout.design.styles import Style, Styles
from layout.pages.book import Link
from layout.pages.grid import BASELINE_IN_ROW, Grid
from layout.pages.tree import Slot
from layout.type.faces import Fonts
from layout.values import Struct, field

Question = tuple[str, str]
"""What a part may ask about the rest of the book: ``("page", anchor)``, ``("range", part)`` or ``("lost", anchor)``."""


class Answers(Struct, frozen=True):
    """What an earlier pass found out: on which page each anchor stands, and each part's pages."""

    pages: Mapping[str, str] = field(default_factory=dict)
    ranges: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def answer(self, question: Question) -> str:
        """The answer in words; two digits as a stand-in for a page that is not known yet."""
        kind, name = question
        match kind:
            case "page":
                return self.pages.get(name, "00")
            case "range":
                first, last = self.ranges.get(name, ("00", "00"))
                return first if first == last else f"{first}–{last}"
            case "lost":
                return "lost" if self.pages and name not in self.pages else ""
        raise ValueError(f"nobody can answer {kind!r}")


class Desk(Struct, kw_only=True):
    """One part's tools and findings."""

    brand: Brand
    styles: Styles
    fonts: Fonts
    grid: Grid
    language: str
    answers: Answers
    asked: dict[Question, str] = field(default_factory=dict)
    """What was asked of them, and the answers given."""
    first_slot: int = 0
    """The slots of this part come after it."""
    links: dict[Slot, Link] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    memory: dict[object, object] = field(default_factory=dict)
    """What earlier passes chose, by the shape of the matter: only choices, never results."""
    part: str = ""
    """Key of the part that is being set."""
    note_count: int = 0
    note_measure: float = 0.0
    """Points to which footnotes are set: the column at whose foot they stand. 0 for that of the text that cites them."""
    noted: dict[str, Origin] = field(default_factory=dict)
    """Each footnote's anchor, and where its text comes from."""
    running: list[object] = field(default_factory=list)
    """Paragraphs that run over columns, by number from 1: `words` puts them here and takes them out."""
    _slots: int = 0
    _missing: set[tuple[str, str, Origin]] = field(default_factory=set)

    def slot(self) -> Slot:
        """A leaf of the structure tree that nobody else has."""
        self._slots += 1
        return self.first_slot + self._slots

    def page_of(self, anchor: str) -> str:
        """The folio of an anchor, as far as it is known."""
        return self._ask(("page", anchor))

    def range_of(self, key: str) -> str:
        """The pages of a part, "8–11"; a single number where it has only one."""
        return self._ask(("range", key))

    def is_lost(self, anchor: str) -> bool:
        """Tell whether it is known by now that nothing is called *anchor*."""
        return bool(self._ask(("lost", anchor)))

    def _ask(self, question: Question) -> str:
        answer = self.asked[question] = self.answers.answer(question)
        return answer

    @contextmanager
    def setting_again(self) -> Iterator[None]:
        """Set something a second time: its notes keep their numbers, and no link is known twice."""
        count, links, noted = self.note_count, len(self.links), len(self.noted)
        yield
        self.note_count = count
        while len(self.links) > links:
            self.links.popitem()
        while len(self.noted) > noted:
            self.noted.popitem()

    @contextmanager
    def noting(self, measure: float) -> Iterator[None]:
        """Set something whose footnotes stand in columns of *measure* points."""
        before, self.note_measure = self.note_measure, measure
        yield
        self.note_measure = before

    def run(self, paragraph: object) -> int:
        """Remember a running paragraph; gives its number."""
        self.running.append(paragraph)
        return len(self.running)

    def slots(self, count: int) -> tuple[Slot, ...]:
        """Several of them."""
        return tuple(self.slot() for _ in range(count))

    def complain(
        self,
        code: str,
        message: str,
        origin: Origin,
        *,
        hint: str = "",
        found: str = "",
        gravity: Gravity = Gravity.FATAL,
    ) -> None:
        """Note something wrong with the content; layout goes on."""
        complaint = Complaint(code=code, message=message, origin=origin, hint=hint, found=found, gravity=gravity)
        if complaint not in self.complaints:
            self.complaints.append(complaint)

    def check_glyphs(self, text: str, font: str, origin: Origin) -> None:
        """Complain once of each character that the face cannot show."""
        for character in self.fonts.missing(text, font):
            if (character, font, origin) not in self._missing:
                self._missing.add((character, font, origin))
                self.complain(
                    "missing-glyph",
                    f"the typeface has no “{character}” (U+{ord(character):04X}): readers would see an empty box",
                    origin,
                    found=character,
                    hint="write it another way, or add a typeface that has it to the brand",
                )

    def first_baseline(self, style: Style) -> float:
        """From the top of a block down to its first baseline.

        Small text sits on its row's baseline; larger text hangs from the line where
        the capitals of a small one would begin.
        """
        if style.size <= 0.85 * self.grid.row:
            return BASELINE_IN_ROW * self.grid.row
        face = self.fonts.face(style.family.regular)
        return max(self.grid.cap_drop + face.cap_height / 1000 * style.size, BASELINE_IN_ROW * self.grid.row)
