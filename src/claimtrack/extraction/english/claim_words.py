"""The nouns by which an article speaks of claims, and the words around them that say which claims are meant."""

CLAIMS = (
    r"(?:claims?|reports?|accounts?|rumou?rs?|allegations?|figures?|statements?|suggestions?|information|"
    r"footage|videos?|images?|photographs?|stories|story|tally|toll|numbers?|estimates?|assertions?|posts?|sightings?)"
)
"""What may be called unconfirmed or unsubstantiated, as a pattern."""
