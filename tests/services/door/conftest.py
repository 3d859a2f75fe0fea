"""Passphrases that are hashed quickly: how they are hashed in earnest has a test of its own."""

import pytest
from argon2 import PasswordHasher

from claimtrack.services.door import passphrases


@pytest.fixture(autouse=True)
def _quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrases, "hasher", lambda: quick)
