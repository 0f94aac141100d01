"""The types of the arrays that pass between modules."""

import numpy as np
import numpy.typing as npt

__all__ = ["Ids", "Mask", "Vectors"]

Vectors = npt.NDArray[np.float32]
"""Vectors of unit length, shape ``(n, dimension)``, or one of shape ``(dimension,)``."""

Ids = npt.NDArray[np.int64]
"""Ids of units in an archive, shape ``(n,)``."""

Mask = npt.NDArray[np.bool_]
"""Which of ``n`` ids are meant, shape ``(n,)``."""
