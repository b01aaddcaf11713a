"""What the measurements are held against: the bare parts, doing nothing else.

Each runs in the same process tree and the same minute as the measurement it belongs to, because
a figure from another machine, or from this one an hour ago, says nothing.
"""

import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from nacl.bindings import crypto_sign_open

Signed = tuple[bytes, bytes, bytes]
"""Public key, message, signature."""

CHUNK = 64


def verify_sodium(chunk: Sequence[Signed]) -> int:
    """Verify with libsodium and say how many were good."""
    good = 0
    for public, message, signature in chunk:
        crypto_sign_open(signature + message, public)
        good += 1
    return good


def verify_openssl(chunk: Sequence[Signed]) -> int:
    """Verify with OpenSSL and say how many were good."""
    good = 0
    for public, message, signature in chunk:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except InvalidSignature:
            continue
        good += 1
    return good


def sodium_pool_rate(signed: Sequence[Signed], workers: int = 2) -> float:
    """Signatures a second that libsodium verifies in a pool of processes, and nothing else."""
    chunks = [signed[start : start + CHUNK] for start in range(0, len(signed), CHUNK)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(verify_sodium, chunks[:workers]))  # the workers are up
        started = time.perf_counter()
        good = sum(pool.map(verify_sodium, chunks))
        seconds = time.perf_counter() - started
    if good != len(signed):
        raise RuntimeError(f"only {good} of {len(signed)} reference signatures are good")
    return len(signed) / seconds


def openssl_core_rate(signed: Sequence[Signed]) -> float:
    """Signatures a second that one core verifies with OpenSSL."""
    started = time.perf_counter()
    if verify_openssl(signed) != len(signed):
        raise RuntimeError("a reference signature is not good")
    return len(signed) / (time.perf_counter() - started)


def sqlite_commit_rate(folder: Path, commits: int = 2000) -> float:
    """Durable one-row commits a second of plain sqlite3: WAL, synchronous=FULL, 2 KiB a row."""
    database = sqlite3.connect(folder / "reference.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE entry (position INTEGER PRIMARY KEY, data BLOB NOT NULL)")
    row = bytes(2048)
    started = time.perf_counter()
    for position in range(commits):
        database.execute("INSERT INTO entry VALUES (?, ?)", (position, row))
    seconds = time.perf_counter() - started
    database.close()
    return commits / seconds
