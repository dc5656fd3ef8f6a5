"""Small random reports: manifests drawn from every part and block, so that judges see what nobody thought of.

A seed gives one report, always the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

PROSE = (
    "office affluent suffragettes file the first gardeners share a wide fence between plots and nobody asked why "
    "difficult questions were answered by half of those who stayed until evening in the old pump house or by the gate "
    "well-known neighbours carry water over frozen ground in winter while beans climb poles of hazel and scarlet flowers "
    "open early considerable proportions of marrows are given away to schools larders and passers-by every second week"
)
WORDS = PROSE.split()
FOREIGN = {
    "sv": "den som väntar på något gott väntar aldrig för länge",
    "de": "die Gärtnerinnen zählen ihre Stangen",
    "fr": "la clôture n’est jamais finie",
    "es": "¿quién pregunta por las judías?",
}
LANGUAGES = ("en-GB", "en-US", "sv", "de", "fr", "es")


class Writer:
    """Draws one report; ids and figures are counted as they are used."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.figures: dict[str, dict[str, Any]] = {}
        self.ids = 0
        self.anchors: list[str] = []

    def name(self, kind: str) -> str:
        """An id that nothing else has."""
        self.ids += 1
        return f"{kind}-{self.ids}"

    def words(self, least: int, most: int) -> str:
        """So many words, no stop."""
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(least, most)))

    def phrase(self, least: int = 3, most: int = 7) -> str:
        """Words that begin with a capital."""
        said = self.words(least, most)
        return said[0].upper() + said[1:]

    def sentence(self, *, marked: bool = True) -> str:
        """A sentence, with some mark-up in it now and then."""
        said = self.phrase(6, 22)
        if marked:
            said += self.random.choice(["", "", "", "", *self._marked()])
        return f"{said}."

    def _marked(self) -> list[str]:
        code, foreign = self.random.choice(sorted(FOREIGN.items()))
        marks = [
            f", as *{self.words(1, 3)}* shows",
            f", and **{self.words(1, 2)}** above all",
            f", in [{foreign}]{{{code}}}",
            f", says [{self.words(2, 4)}](https://plots.example/{self.ids})",
            f"^[{self.phrase(4, 12)}.]",
            f", or {{{self.figure()}}}",
        ]
        return [*marks, f" ({{see:{self.random.choice(self.anchors)}}})"] if self.anchors else marks

    def figure(self) -> str:
        """A share of the ledger, new each time."""
        key = self.name("share")
        self.figures[key] = {
            "value": self.random.randint(2, 980) / 10,
            "unit": "per cent",
            "measures": self.words(3, 6),
            "question": "multiple",
            "source": "survey",
        }
        return key

    def paragraph(self, *, marked: bool = True) -> str:
        """Some sentences."""
        return " ".join(self.sentence(marked=marked) for _ in range(self.random.randint(2, 5)))

    def prose(self) -> str:
        """Paragraphs, with a sub-head or a list among them."""
        parts = [self.paragraph() for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.5:
            parts.append(f"## {self.phrase()}")
            parts.append(self.paragraph())
        if self.random.random() < 0.4:
            sign = self.random.choice(["-", "1."])
            parts.append("\n".join(f"{sign if sign == '-' else f'{n}.'} {self.words(3, 9)}" for n in range(1, 4)))
        return "\n\n".join(parts)

    def body(self) -> list[Any]:
        """Prose and blocks, prose first."""
        blocks: list[Any] = [self.prose()]
        makers: list[Callable[[], Any]] = [
            self.chart, self.table, self.views, self.pull, self.box, self.boxes, self.trends, self.number,
            self.picture, self.note, self.prose,
        ]  # fmt: skip  # one name a line would be eleven lines of nothing
        for _ in range(self.random.randint(1, 4)):
            blocks.append(self.random.choice(makers)())
            if self.random.random() < 0.6:
                blocks.append(self.prose())
        return blocks

    def chart(self) -> dict[str, Any]:
        """A chart of one of four kinds."""
        key = self.name("chart")
        self.anchors.append(key)
        kind = self.random.choice(["bars", "slope", "columns", "ranked"])
        labels = self.random.sample(["Beans", "Kale", "Leeks", "Okra", "Chard", "Dill"], self.random.randint(3, 5))
        data: list[dict[str, Any]] = [{"label": label, "figure": self.figure()} for label in labels]
        made: dict[str, Any] = {
            "chart": key,
            "kind": kind,
            "title": self.phrase(),
            "measures": f"{self.phrase(2, 4)}, % of gardeners",
            "question": "multiple",
            "source": "survey",
            "base": self.phrase(3, 5) + ".",
            "alt": self.phrase(10, 25) + ".",
            "data": data,
        }
        if kind == "slope":
            made |= {"from": "2022", "to": "2024"}
            made["data"] = [{"label": "Givers", "from": self.figure(), "to": self.figure(), "emphasis": True}]
        elif kind == "bars" and self.random.random() < 0.4:
            data.append({"label": "Saffron", "missing": True})
        return made

    def table(self) -> dict[str, Any]:
        """A small table of words and numbers."""
        rows = [[self.phrase(1, 2), str(self.random.randint(1, 900))] for _ in range(self.random.randint(2, 5))]
        return {
            "table": {"id": self.name("table"), "title": self.phrase(), "columns": ["Place", "Number"], "rows": rows}
        }

    def views(self) -> dict[str, Any]:
        """What respondents said."""
        return {
            "views": [self.sentence(marked=False) for _ in range(self.random.randint(1, 3))],
            "head": self.phrase(2, 4),
        }

    def pull(self) -> dict[str, Any]:
        """A pull quote, of a person or not, somewhere."""
        place = self.random.choice(["column", "wide"])
        made = {"pull": self.phrase(5, 10) + ".", "as": "paraphrase", "place": place}
        return made | ({"who": "field"} if self.random.random() < 0.5 else {"by": self.phrase(2, 4)})

    def box(self) -> dict[str, Any]:
        """A fact box."""
        return {"box": self.phrase(1, 4), "id": self.name("box"), "text": self.paragraph(marked=False)}

    def boxes(self) -> dict[str, Any]:
        """Two or three, side by side."""
        several = [
            {"box": self.phrase(1, 3), "text": self.sentence(marked=False)} for _ in range(self.random.randint(2, 3))
        ]
        return {"boxes": several}

    def trends(self) -> dict[str, Any]:
        """A list of trends with a view each."""
        items = [{"text": self.phrase(2, 4), "view": self.sentence(marked=False)} for _ in range(2)]
        return {"trends": self.phrase(2, 3), "intro": self.sentence(marked=False), "items": items}

    def number(self) -> dict[str, Any]:
        """A large number."""
        return {"number": self.figure(), "text": self.words(4, 8)}

    def note(self) -> dict[str, Any]:
        """A note under the text."""
        return {"note": self.sentence(marked=False)}

    def picture(self) -> dict[str, Any]:
        """A picture with its words."""
        return {
            "picture": "gate.png",
            "id": self.name("picture"),
            "alt": self.phrase(4, 9) + ".",
            "caption": self.phrase(3, 8),
        }

    def insight(self, number: int) -> dict[str, Any]:
        """One finding."""
        shown = self.figure()
        key = {"figure": shown, "display": f"{self.figures[shown]['value']:g}%", "sentence": self.words(3, 6)}
        made: dict[str, Any] = {
            "part": "insight",
            "number": number,
            "headline": self.phrase(3, 7),
            "key": key,
            "text": self.body(),
        }
        if self.random.random() < 0.6:
            made["field"] = {"lit": shown, "caption": self.phrase(3, 8)}
        if self.random.random() < 0.5:
            text = [self.paragraph() for _ in range(2)]
            made["commentaries"] = [{"who": "field", "headline": self.phrase(3, 6), "text": "\n\n".join(text)}]
        return made

    def report(self) -> dict[str, Any]:
        """The whole manifest."""
        rest = self.random
        book: list[dict[str, Any]] = [{"part": "cover"}]
        if rest.random() < 0.5:
            book.append(
                {
                    "part": "letter",
                    "id": "foreword",
                    "headline": self.phrase(),
                    "text": self.paragraph(marked=False),
                    "signed": {"name": "Ivy Marsh", "role": "Chair"},
                }
            )
            self.anchors.append("foreword")
        if rest.random() < 0.7:
            book.append({"part": "contents", "headline": self.phrase()})
        if rest.random() < 0.5:
            book.append({"part": "about", "headline": self.phrase(), "text": self.prose()})
        for number in range(1, rest.randint(1, 2) + 1):
            book.append(self.insight(number))
            self.anchors.append(f"insight-{number}")
        if rest.random() < 0.4:
            book.append({"part": "article", "headline": self.phrase(), "who": "field", "text": self.prose()})
        if rest.random() < 0.5:
            book.append({"part": "thanks", "headline": "Thank you", "text": self.sentence(marked=False)})
        book.append({"part": "back-cover", "text": "plots.example"})
        return {
            "report": {
                "title": self.phrase(2, 4),
                "year": rest.randint(1990, 2030),
                "publisher": "Green Plots",
                "language": rest.choice(LANGUAGES),
            },
            "sources": {"survey": {"title": "Allotment survey", "year": 2024}},
            "figures": self.figures,
            "people": {"field": {"name": "Rosa Field", "role": "Soil ecologist"}},
            "book": book,
        }


def write_report(seed: int, folder: Path) -> Path:
    """Write the report of *seed* into *folder*, its picture beside it; give back the manifest."""
    folder.mkdir(parents=True)
    Image.new("RGB", (900, 600), (120, 150 + seed % 100, 90)).save(folder / "gate.png")
    manifest = folder / "content.yaml"
    text = yaml.safe_dump(Writer(seed).report(), allow_unicode=True, sort_keys=False, width=100)
    manifest.write_text(text, encoding="utf-8")
    return manifest
