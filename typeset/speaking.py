"""Where people speak in the report, and where its list names them: what their names link to.

The name in the list leads to what the person says; the name over what is said leads back
to the list. A person whom no list names leads to the place where they speak, or to
their address on the web.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.values import Struct, field
from typeset.manifest import model


class Place(Struct, frozen=True, kw_only=True):
    """Where somebody speaks: what it is called aloud, and the entry of the manifest that stands there."""

    anchor: str
    called: str
    entry: object


class Speaking(Struct, frozen=True):
    """Who is listed and who speaks where, by the ids of the people."""

    listed: frozenset[str] = frozenset()
    places: dict[str, Place] = field(default_factory=dict)
    """Each person's principal place: what is longest comes first, then what comes first."""

    def anchor_at(self, person: model.Person | None, entry: object) -> str:
        """The anchor that *entry* bears for *person*: only the principal place has one."""
        place = self.places.get(person.id) if person is not None else None
        return place.anchor if place is not None and place.entry is entry else ""


def find_speakers(report: model.Report) -> Speaking:
    """Go through the book and note where each person is listed and speaks."""
    listed = frozenset(
        person.id
        for part in report.book
        if isinstance(part, model.About) and part.experts is not None
        for person in part.experts.people
    )
    places: dict[str, Place] = {}
    for found in (_signed(report), _voices(report), _short(report)):
        for person, place in found:
            places.setdefault(person, place)
    return Speaking(listed, places)


def entry_of(person: model.Person) -> str:
    """The anchor of a person's entry in the list; no id of an author's has a colon."""
    return f"listed:{person.id}"


def commentary_key(insight: model.Insight, number: int) -> str:
    """The anchor of an insight's commentary *number* (from 0), whether or not its author gave it an id."""
    return insight.commentaries[number].id or f"{insight.id}:commentary-{number + 1}"


def _signed(report: model.Report) -> Iterator[tuple[str, Place]]:
    """Commentaries, and pieces that bear a name."""
    named = {person.name.plain: person.id for person in report.people.values()}
    for part in report.book:
        match part:
            case model.Insight():
                for number, one in enumerate(part.commentaries):
                    if one.who is not None:
                        called = f"commentary “{one.headline.plain}”"
                        yield one.who.id, Place(anchor=commentary_key(part, number), called=called, entry=one)
            case model.Reflection() | model.Article() if part.who is not None:
                kind = part.kicker.plain.lower() or type(part).__name__.lower()
                called = f"{kind} “{part.headline.plain}”"
                yield part.who.id, Place(anchor=part.id, called=called, entry=part)
            case model.Letter() if part.signed is not None and part.signed.name.plain in named:
                called = f"{part.kicker.plain.lower() or 'letter'} “{part.headline.plain}”"
                yield named[part.signed.name.plain], Place(anchor=part.id, called=called, entry=part)
            case _:
                pass


def _voices(report: model.Report) -> Iterator[tuple[str, Place]]:
    for part in report.book:
        if isinstance(part, model.Insight) and part.voices is not None:
            for voice in part.voices.voices:
                if voice.who is not None:
                    said = voice.headline or part.voices.headline
                    yield voice.who.id, Place(anchor=f"voice:{voice.who.id}", called=f"“{said.plain}”", entry=voice)


def _short(report: model.Report) -> Iterator[tuple[str, Place]]:
    """Asides and pull quotes."""
    for block in _blocks(report):
        match block:
            case model.Aside(aside=who) if who is not None:
                yield who.id, Place(anchor=f"said:{who.id}", called="a short comment", entry=block)
            case model.Pull(who=who) if who is not None:
                yield who.id, Place(anchor=f"said:{who.id}", called=f"“{block.pull.plain}”", entry=block)
            case _:
                pass


def _blocks(report: model.Report) -> Iterator[object]:
    """The blocks of running text, part by part."""
    for part in report.book:
        yield from getattr(part, "text", ())
        if isinstance(part, model.Insight):
            for one in part.commentaries:
                yield from one.text
