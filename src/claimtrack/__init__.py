"""claimtrack: news articles as claim records with attribution, evidence and verdicts."""

__version__ = "0.1.0"
