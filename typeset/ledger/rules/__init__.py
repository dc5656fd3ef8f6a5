"""The rules of the audit, a module for each family. Importing this registers them all, in the order of their codes."""

# ruff: noqa: F401, I001  # imported for what they register, in the order of their codes
from typeset.ledger.rules import numbers, shares, sums, counts, references, people, quotations
from typeset.ledger.rules import typography, spelling, abbreviations, sentences, states
