"""Ask a press conference in any language; get the exact words, cited to the exchange they come from.

>>> import onrecord
>>> onrecord.Citation.parse("press-2019-03-08/7").exchange
7
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.index import errors

if TYPE_CHECKING:
    from onrecord.eval.evaluate import evaluate
    from onrecord.index.archive.archive import Archive
    from onrecord.index.filters import Filters
    from onrecord.index.indexing import index_paths
    from onrecord.index.records import Citation
    from onrecord.rag.answer import Answer
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.citations import Quote
    from onrecord.rag.settings import Settings

__all__ = [
    "Answer",
    "Archive",
    "Assistant",
    "Citation",
    "Filters",
    "Quote",
    "Settings",
    "errors",
    "evaluate",
    "index_paths",
]

# Imported when they are asked for: the command line starts without NumPy.
_HOMES = {
    "Answer": "rag.answer",
    "Archive": "index.archive.archive",
    "Assistant": "rag.assistant",
    "Citation": "index.records",
    "Filters": "index.filters",
    "Quote": "rag.citations",
    "Settings": "rag.settings",
    "evaluate": "eval.evaluate",
    "index_paths": "index.indexing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
