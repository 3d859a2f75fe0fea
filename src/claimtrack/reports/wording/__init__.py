"""The words that every format and ``claimtrack show`` use for the same thing.

Names in what these functions give are as recorded; who shows them makes them harmless.
"""
