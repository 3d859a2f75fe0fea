"""What two processes say to each other through a pipe: pieces of bytes, each after its length."""

from typing import IO

_LENGTH = 8


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one piece."""
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one piece; None where the other side has ended."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None
