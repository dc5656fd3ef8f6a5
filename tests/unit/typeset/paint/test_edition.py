"""Editions and output intents as values."""

from pathlib import Path

import books
import pytest
from PIL import ImageCms

from typeset.paint import own_condition, press_edition
from typeset.paint.edition import profile_name

PROFILES = books.ROOT / "typeset" / "profiles"


@pytest.mark.parametrize("file", sorted(PROFILES.glob("*.icc")), ids=lambda file: file.stem)
def test_a_profile_is_called_what_it_calls_itself(file: Path):
    """The name in an old-style profile is read to the letter."""
    assert profile_name(file.read_bytes()) == ImageCms.getProfileDescription(str(file)).strip()


def test_a_profile_of_version_4_is_read_too():
    """The name in a new-style profile, in UTF-16, is read as well."""
    name = "Papier gestrichen é".encode("utf-16-be")
    tag = b"mluc" + bytes(4) + b"\0\0\0\x01\0\0\0\x0cdeDE" + len(name).to_bytes(4, "big") + b"\0\0\0\x1c" + name
    table = b"\0\0\0\x01desc" + (144).to_bytes(4, "big") + len(tag).to_bytes(4, "big")
    assert profile_name(bytes(128) + table + tag) == "Papier gestrichen é"


def test_a_profile_without_a_name_is_a_custom_condition():
    """Where the profile says nothing, the file does not claim to know better."""
    assert profile_name(bytes(132)) == "Custom"


def test_a_printers_own_condition_claims_no_registry(opened, press):
    """Only conditions that a registry lists are written with its address."""
    edition = press_edition(own_condition(press.intent.profile, "House coated"))
    intent = opened(books.one_line("one"), edition).trailer["/Root"]["/OutputIntents"][0].get_object()
    assert intent["/OutputConditionIdentifier"] == "House coated"
    assert intent["/Info"] == profile_name(press.intent.profile)
    assert "/RegistryName" not in intent
