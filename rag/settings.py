"""Everything that can be set, in one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from onrecord.index.errors import SettingsError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an :class:`onrecord.rag.assistant.Assistant` can be told.

    Attributes:
        model: ``bundled``, or the name or folder of a sentence-transformers model.
        reader: what reads the best passages with the question: ``bundled``, ``none``, or the name or folder
            of a sentence-transformers ``CrossEncoder`` such as ``BAAI/bge-reranker-v2-m3``, which also puts
            them in order.
        top_k: how many quotes an answer shows, 1 to 100.
        threshold: an answer with less confidence than this is "not in the record"; 0..1. The default
            refuses 4 % of the answerable and all of the unrelated questions of
            eval/sets/press-2019-03-08.dev.jsonl.

    >>> Settings.from_mapping({"top_k": 5}).top_k
    5
    """

    model: str = "bundled"
    top_k: int = 3
    threshold: float = 0.6
    reader: str = "bundled"

    def __post_init__(self) -> None:
        if not 1 <= self.top_k <= 100:
            raise SettingsError(f"top_k is {self.top_k}; give a number from 1 to 100")
        if not 0 <= self.threshold <= 1:
            raise SettingsError(f"threshold is {self.threshold}; give a number from 0 to 1")
        if not self.model.strip():
            raise SettingsError("model is empty; give 'bundled' or a sentence-transformers model")
        if not self.reader.strip():
            raise SettingsError(
                "reader is empty; give 'bundled', 'none', or the name or folder of a CrossEncoder"
            )

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Settings:
        """Settings from keys and values, such as those of a TOML file.

        Raises:
            SettingsError: a key is unknown, or a value is of the wrong type or out of range.
        """
        types: dict[str, tuple[type, ...]] = {
            "model": (str,),
            "reader": (str,),
            "top_k": (int,),
            "threshold": (int, float),
        }
        unknown = sorted(set(values) - {field.name for field in fields(cls)})
        if unknown:
            known = ", ".join(sorted(types))
            raise SettingsError(f"unknown setting {unknown[0]!r}; the settings are {known}")
        for key, value in values.items():
            if not isinstance(value, types[key]) or isinstance(value, bool):
                raise SettingsError(f"{key} is {value!r}; it must be a {types[key][-1].__name__}")
        return cls(**values)
