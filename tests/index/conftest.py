"""What tests of the parser share."""

from __future__ import annotations

import pytest

from onrecord.index.embedding.bundled import load_bundled
from onrecord.index.parsing.role_model import RoleModel


@pytest.fixture(scope="session")
def role_model() -> RoleModel:
    """The role model that ships, on the bundled model."""
    found = RoleModel.of(load_bundled())
    assert found is not None
    return found
