"""STA501–STA502: the state of sections, by the approvals beside the manifest."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.ledger.approvals import hash_of_part
from typeset.ledger.rule import Bench, Finding, rule
from typeset.problem import Severity


@rule("STA501", Severity.NOTE)
def find_sections_edited_since(bench: Bench) -> Iterator[Finding]:
    """A section was edited after it was reviewed or approved, and is a draft again.

    Each approval keeps a hash of what was seen. Any change to what is printed, a figure of the
    ledger included, makes another hash.

    Wrong:
        approvals:
          sections:
            letter: {state: approved, by: Anna Berg, on: 2016-10-03, hash: "0000000000000000"}
        text: |
          Dear reader.

    Right:
        approvals:
          sections:
            letter: {state: draft}
        text: |
          Dear reader.
    """
    sections = bench.approvals.sections if bench.approvals else {}
    for part in bench.report.book:
        approval = sections.get(part.id)
        if approval is None or approval.state == "draft":
            continue
        if approval.hash != hash_of_part(part.id, bench.passages):
            who = f" by {approval.by}" if approval.by else ""
            when = f" on {approval.on}" if approval.on else ""
            yield Finding(
                message=f"`{part.id}` was {approval.state}{who}{when}, and has changed since: it is a draft again",
                span=part.span,
                found=part.id,
                hint="have it looked at again; `hash:` then takes the new value",
            )


@rule("STA502")
def find_approvals_of_nothing(bench: Bench) -> Iterator[Finding]:
    """An approval names a section that is not in the report.

    Wrong:
        approvals:
          sections:
            latter: {state: draft}
        text: |
          Dear reader.

    Right:
        approvals:
          sections:
            letter: {state: draft}
        text: |
          Dear reader.
    """
    sections = bench.approvals.sections if bench.approvals else {}
    known = {part.id for part in bench.report.book}
    for name, approval in sections.items():
        if name not in known:
            yield Finding(
                message=f"there is no part `{name}` to approve",
                span=approval.span,
                found=name,
                hint=f"parts are: {', '.join(sorted(known))}",
            )
