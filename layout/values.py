"""What all values are made of. The door to msgspec.

What the phases hand each other is a `Struct` with ``frozen=True``; one without it is still
being filled, and stays with whoever fills it. Structs do what dataclasses do at a fraction
of the cost (see docs/why/0009-values-are-structs.md), and can be written out as bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import StructMeta, field
from msgspec.structs import asdict, fields, replace

__all__ = ["Struct", "Told", "asdict", "digest", "field", "fields", "replace", "said_of", "told"]


if TYPE_CHECKING:  # mypy refuses frozen classes under a base that says nothing of being frozen
    from msgspec import Struct
else:

    class Struct(msgspec.Struct, tag=True, tag_field="/", array_like=True):
        """A value. Written out, it begins with the name of its class: two kinds with the same content differ."""


def digest(value: object) -> bytes:
    """Sixteen bytes that say what *value* holds: equal values give equal bytes, on any day and machine."""
    from hashlib import blake2b  # brings the whole of OpenSSL, and an audit asks for no digest

    return blake2b(_ENCODER.encode(value), digest_size=16).digest()


def _as_dict(value: object) -> object:
    """Say what msgspec cannot: a mapping that is no dict."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} cannot be written out")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_as_dict, order="deterministic")


class _Said(Struct, frozen=True):
    default: Any
    about: Any


def told(default: Any, about: Any) -> Any:
    """The default of a field of a `Told` class, with something said *about* it.

    A dictionary as default must be empty, and is each value's own.
    """
    return _Said(default, about)


class _Telling(StructMeta):
    """Takes what is said of fields off their defaults, and keeps it with the class."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> _Telling:
        said: dict[str, Any] = {}
        for base in bases:
            said |= getattr(base, "_said", {})
        for key, value in list(namespace.items()):
            if isinstance(value, _Said):
                said[key] = value.about
                namespace[key] = value.default
        namespace["_said"] = said
        return super().__new__(cls, name, bases, namespace, **options)


class Told(Struct, metaclass=_Telling, frozen=True):
    """A value whose fields say what they are for: the manifest's forms, a printer's profile."""


def said_of(of: type[Told]) -> Mapping[str, Any]:
    """What is said about each field, in the order of declaration; inherited ones first."""
    said: Mapping[str, Any] = of._said  # type: ignore[attr-defined]
    return said
