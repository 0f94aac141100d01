"""Opens ONNX files with ONNX Runtime, the same way for every model that comes with the install."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["open_session"]


def open_session(file: Path) -> InferenceSession:
    """A session that runs on the processor, in the thread that calls it, and tells nobody of it.

    Raises:
        Exception: whatever ONNX Runtime finds wrong with the file; its exceptions have no other base.
    """
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Each batch has a thread of its own: threads that share one wait for each other at every operator.
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
