"""The house style: read with the manifest's care, completed from the default."""

from __future__ import annotations

from typeset.ledger.house import HOUSES, House, default_house, house_schema, load_house
from typeset.ledger.values import Range
from typeset.manifest.declare import keys_of

DEFAULT = HOUSES / "en.yaml"


def test_the_default_is_sound_and_says_everything():
    """The house style that comes with the program has a value for every key and nothing wrong."""
    loaded = load_house(DEFAULT)
    assert loaded.problems == ()
    text = DEFAULT.read_text(encoding="utf-8")
    assert all(f"\n{name}:" in text for name in keys_of(House))


def test_a_house_of_ones_own_replaces_what_it_names(tmp_path):
    """Keys in a `house.yaml` replace those of the default, the others stay."""
    path = tmp_path / "house.yaml"
    path.write_text("percent: symbol\nspelling: {colour: color}\nvariety: American\n", encoding="utf-8")
    house = load_house(path).house
    assert (house.percent, house.variety, dict(house.spelling)) == ("symbol", "American", {"colour": "color"})
    assert house.hedges == default_house().hedges


def test_words_for_a_share_have_their_range():
    """“A majority” is from 50.1 to 99.9 per cent; what is no word for a share has none."""
    house = default_house()
    found = house.range_of("a majority")
    assert isinstance(found, Range)
    assert (str(found.low), str(found.high)) == ("50.1", "99.9")
    assert house.range_of("a quorum") is None


def test_mistakes_in_it_are_told_where_they_stand(tmp_path):
    """An unknown key, a hedge that is no number and a file that is no mapping are located problems."""
    path = tmp_path / "house.yaml"
    path.write_text("hedges:\n  nearly: {below: much}\nspeling: {}\n", encoding="utf-8")
    told = [(p.code, p.span.line) for p in load_house(path).problems]
    assert told == [("number", 2), ("unknown-key", 3)]
    path.write_text("- a list\n", encoding="utf-8")
    assert [p.code for p in load_house(path).problems] == ["type"]


def test_its_schema_names_every_key():
    """Editors are offered each key, with what it is for."""
    schema = house_schema()
    assert set(schema["properties"]) == set(keys_of(House))
    assert all(each["description"] for each in schema["properties"].values())
