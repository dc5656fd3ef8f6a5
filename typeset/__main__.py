"""Run `python -m typeset`."""

from typeset.cli import run

run()
