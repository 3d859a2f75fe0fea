"""Whether bytes are sound in MP3 without a tag in front: frames, one behind the other.

Source: ISO/IEC 11172-3, 2.4.1.3; how long a frame is follows from the four bytes at its head.
"""

_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Thousands of bits of a second, of version 1 and of the later ones with half of its rates."""
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Samples of a second by version, as the head writes it."""
_LAYER_3 = 1
_FRAMES = 3
"""Frames in a row that no other kind of file begins with."""


def is_mp3(start: bytes) -> bool:
    """Tell whether a file that begins so is MP3."""
    place = 0
    for _ in range(_FRAMES):
        size = _frame_size(start[place : place + 4])
        if size is None:
            return False
        place += size
    return True


def _frame_size(head: bytes) -> int | None:
    """Return how long a frame is, by its head; None for what is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version not in _RATES or layer != _LAYER_3 or bitrate in {0, 15} or rate == 3:
        return None
    is_first = version == 3
    size = (144_000 if is_first else 72_000) * _BITRATES[is_first][bitrate] // _RATES[version][rate]
    return size + (head[2] >> 1 & 1)
