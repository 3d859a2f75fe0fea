"""A reader that misbehaves as the bytes tell it, registered for pictures, which no reader of ours takes.

It is installed as a distribution of its own, so that a process that reads for another one finds it, too.
"""

from pathlib import Path

HEAD = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")
"""With which a picture begins; what follows tells the reader what to do."""

_METADATA = "Metadata-Version: 2.1\nName: picture-reader\nVersion: 1.0\n"
_ENTRY = "[claimtrack.readers]\nimage/png = picture_reader_of_tests:read\n"
_MODULE = f"""\
import os
import sys
import time
from pathlib import Path

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document


def die(engine, text):
    os._exit(9)


def read(data, *, name, charset=None):
    words = data[{len(HEAD)}:].decode()
    act, _, rest = words.partition(" ")
    if act == "hang":
        if rest:
            Path(rest).write_text(str(os.getpid()))
        while True:
            time.sleep(1)
    if act == "spin":
        while True:
            pass
    if act == "abort":
        os.abort()
    if act == "exit":
        os._exit(3)
    if act == "leave":
        sys.exit(3)
    if act == "eat":
        held = []
        while True:
            held.append(bytearray(20_000_000))
    if act == "hide":
        try:
            held = bytearray(8_000_000_000)
        except Exception as error:
            raise InvalidInput(f"{{name}} is damaged") from error
    if act == "fail":
        raise TypeError("no picture at all")
    if act == "refuse":
        raise InvalidInput(f"{{name}} shows nothing")
    if act == "print":
        print("printed by a reader", flush=True)
        os.write(1, b"written by a reader")
        assert sys.stdin.read() == ""
    if act == "count":
        with open(rest.partition(" ")[0], "a") as counted:
            counted.write(f"{{name}}\\n")
        rest = rest.partition(" ")[2]
    return Document(rest, "image/png", title=str(os.getpid()) if act == "tell" else None)
"""


def picture(words: str) -> bytes:
    """Give the bytes of a picture that has its reader do something."""
    return HEAD + words.encode()


def install(folder: Path) -> Path:
    """Write the distribution into a folder, which is to stand in the path of modules."""
    about = folder / "picture_reader-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(_METADATA, encoding="utf-8")
    (about / "entry_points.txt").write_text(_ENTRY, encoding="utf-8")
    (folder / "picture_reader_of_tests.py").write_text(_MODULE, encoding="utf-8")
    return folder
