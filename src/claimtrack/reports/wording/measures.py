"""Times, sizes and numbers as people read them; times also as machines do."""

from datetime import UTC, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(when: datetime) -> str:
    """Write a time for people: ``3 May 2024, 14:05 UTC``."""
    utc = when.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M} UTC"


def day(when: datetime) -> str:
    """Write a date for people, in English whatever the locale: ``3 May 2024``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def iso(when: datetime) -> str:
    """Write a time for machines: ISO 8601 in UTC, ``2024-05-03T14:05:00Z``."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def size(octets: int) -> str:
    """Write a number of bytes for people: ``873 bytes``, ``1.2 MB`` (powers of 1,000)."""
    if octets < 1000:
        return f"{octets} byte{'' if octets == 1 else 's'}"
    scaled = float(octets)
    for unit in ("kB", "MB", "GB"):
        scaled /= 1000
        if scaled < 999.95:
            return f"{scaled:.1f} {unit}"
    return f"{scaled / 1000:.1f} TB"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: ``1 claim``, ``2 claims``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
