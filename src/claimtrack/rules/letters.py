"""Letters of other alphabets that a reader takes for Latin ones."""

LOOKS_LIKE = str.maketrans("аеорсухіјѕԁһьοναιτκ", "aeopcyxijsdhbovaitk")
"""Small letters of the Cyrillic and Greek alphabets, with what they look like."""
