"""A brand's colours in charts: what some readers would take for one another is warned of when the brand is read."""

from pathlib import Path

import layout
from typeset.manifest.brand import load_brand
from typeset.problem import Severity

SHIPPED = (Path(layout.__file__).parent / "brand.yaml").read_text(encoding="utf-8")


def warned(tmp_path, srgb: str):
    """What is wrong with the shipped brand once its signal is *srgb*."""
    (tmp_path / "brand.yaml").write_text(SHIPPED.replace("#e9643f", srgb), encoding="utf-8")
    return load_brand(tmp_path / "brand.yaml")


def test_a_signal_that_is_grey_to_some_is_named_with_its_partner(tmp_path):
    """A signal of the lightness of a stone is named with that stone, at the line of its screen colour."""
    loaded = warned(tmp_path, "#898684")
    found = {(p.found, p.span.line) for p in loaded.problems}
    line = next(n for n, text in enumerate(SHIPPED.splitlines(), 1) if text.strip().startswith("signal:"))
    assert found == {("", line)}
    assert any("`signal` and `stone 60%` look alike in grey" in p.message for p in loaded.problems)
    assert any("to a reader with deuteranopia" in p.message for p in loaded.problems)


def test_it_is_a_warning(tmp_path):
    """Shapes and labels still tell marks apart, so the brand can be used."""
    loaded = warned(tmp_path, "#898684")
    assert loaded.brand is not None
    assert {p.severity for p in loaded.problems} == {Severity.WARNING}
