"""Dates in the words of other languages, as dates that are read: a month's full name stands for one month only."""

import re

from claimtrack.reading.metadata.seasons import with_offset

_ENGLISH = "January February March April May June July August September October November December".split()
_NAMES = """\
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
januar februar märz april mai juni juli august september oktober november dezember
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november desember"""
_MONTHS = {name: number for line in _NAMES.splitlines() for number, name in enumerate(line.split())}
_WEEKDAYS = """\
lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta
lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag"""
_DAY = re.compile(
    rf"(?:\b(?:{'|'.join(_WEEKDAYS.split())})(?:-feira)?[.,]? (?:(?:den|el|le|dem) )?|\A(?:le|el) )?"
    r"\b(?P<day>[0-9]{1,2})(?:\.|º|er)? (?:de |di )?"
    rf"(?P<month>{'|'.join(_MONTHS)}) (?:de |del )?(?P<year>[0-9]{{4}})\b",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?P<month>[^\W\d_]+) (?:de |del )?[0-9]{4}\b", re.IGNORECASE)
"""Sought first: few lines have one, and what a day may begin with is tried at each letter."""
_CLOCK = re.compile(r"(?:,? (?:a las|às|à|um|alle|om|kl\.?|klo)|,| [-–—|]) (?=[0-9]{1,2}[:.h][0-9]{2})", re.IGNORECASE)
_LONGEST = 200


def _names_month(text: str) -> bool:
    return any(match["month"].lower() in _MONTHS for match in _MONTH.finditer(text))


def plain_date(text: str) -> str:
    """Return words with a date of another language in English, and hours for a zone's name; others as they are."""
    match = _DAY.search(text) if len(text) <= _LONGEST and _names_month(text) else None
    if match is not None:
        day = f"{match['day']} {_ENGLISH[_MONTHS[match['month'].lower()]]} {match['year']}"
        text = f"{text[: match.start()]}{day}{_CLOCK.sub(' ', text[match.end() :])}"
    return with_offset(text)
