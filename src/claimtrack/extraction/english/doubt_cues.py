"""Every cue: what is read as a doubt. docs/reference/doubts.md is written from here."""

from claimtrack.extraction.english.alleged_cues import ALLEGED
from claimtrack.extraction.english.cue import Cues
from claimtrack.extraction.english.denial_cues import DENIED
from claimtrack.extraction.english.hearsay_cues import HEARD_IT, HEARD_OF, RUMOURED
from claimtrack.extraction.english.unconfirmed_cues import UNCONFIRMED
from claimtrack.extraction.english.unevidenced_cues import UNEVIDENCED
from claimtrack.extraction.english.unwitnessed_cues import UNWITNESSED

UNCHECKED: tuple[Cues, ...] = (*UNCONFIRMED, *UNEVIDENCED)
"""With which an article says that nobody checked a claim, or gave a ground for it."""
EVERY: tuple[Cues, ...] = (*UNCHECKED, UNWITNESSED, RUMOURED, HEARD_IT, HEARD_OF, ALLEGED, *DENIED)
