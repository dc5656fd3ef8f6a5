"""The audit's handbook: a page for each rule, made of what the rule says of itself, and an index."""

from __future__ import annotations

import inspect
import textwrap

import typeset.ledger.audit
from layout.values import Struct
from typeset.ledger.rule import RULES, Rule
from typeset.problem import Card

assert typeset.ledger.audit  # importing it filled RULES

FAMILIES = {
    "NUM": "Numbers",
    "REF": "References",
    "PER": "People and quotations",
    "LAN": "Language",
    "STA": "State",
    "SUP": "Suppressions",
}


class Page(Struct, frozen=True):
    """One rule as its page tells it."""

    title: str
    text: str
    wrong: str
    right: str


def page_of(rule: Rule) -> Page:
    """Read the page of *rule* from its docstring: title, text, and the two examples."""
    doc = inspect.getdoc(rule.look) or ""
    text, _, examples = doc.partition("\nWrong:\n")
    wrong, _, right = examples.partition("\nRight:\n")
    assert wrong, rule.code
    assert right, rule.code
    title, _, rest = text.partition("\n")
    return Page(title, rest.strip(), _dedented(wrong), _dedented(right))


def _dedented(example: str) -> str:
    return textwrap.dedent(example).strip("\n") + "\n"


def pages() -> dict[str, str]:
    """Every file of ``docs/audit/``, by name."""
    return {"index.md": _index()} | {f"{code}.md": _written(rule) for code, rule in RULES.items()}


def cards() -> dict[str, Card]:
    """What code-review tools are told of each rule."""
    return {
        code: Card(title=rule.title, severity=rule.severity, page=_written(rule).removesuffix(_ELSEWHERE))
        for code, rule in RULES.items()
    }


def _index() -> str:
    lines = [
        "# The rules of the audit",
        "",
        "`typeset check` holds a report against its ledger, its sources and its house style. Each rule has a code that",
        "does not change. Where a rule is wrong for once, a comment at the end of the line, or alone on the line above,",
        "says so and why:",
        "",
        "```yaml",
        "# typeset: ignore[NUM102] the source gives words and no figure",
        "- |",
        "  Almost half of the officers had met such a case.",
        "```",
        "",
        "What words may mean, which spelling and which signs are used is the house style. Each language has one in",
        "`typeset/ledger/houses`; a `house.yaml` beside the manifest replaces what it names. Words for quantities are read",
        "in English, German, Swedish, Norwegian, Dutch, French and Spanish; reports in other languages are held to the rules",
        "that need none.",
        "",
        "What layout says of how full pages are is silenced in the same way, at the line it names: `nearly-empty`, a last",
        "page with so little on it that it looks like an accident, and `uneven-columns`, columns of text that do not end",
        "level. What does not fit its place is no matter of taste and cannot be silenced.",
    ]
    for prefix, family in FAMILIES.items():
        lines += ["", f"## {family}", "", "| code | severity | what it tells |", "|---|---|---|"]
        lines += [
            f"| [{code}]({code}.md) | {rule.severity.value} | {page_of(rule).title} |"
            for code, rule in RULES.items()
            if code.startswith(prefix)
        ]
    return "\n".join(lines) + "\n"


_ELSEWHERE = " All rules: [index](index.md).\n"


def _written(rule: Rule) -> str:
    page = page_of(rule)
    text = f"{page.text}\n\n" if page.text else ""
    text += f"For reports in: {', '.join(rule.languages)}.\n\n" if rule.languages else ""
    return (
        f"# {rule.code}: {page.title.rstrip('.')}\n\n{rule.severity.value.capitalize()}.\n\n{text}"
        f"## Wrong\n\n```yaml\n{page.wrong}```\n\n## Right\n\n```yaml\n{page.right}```\n\n"
        f"Suppress it, with a reason: `# typeset: ignore[{rule.code}] why`.{_ELSEWHERE}"
    )
