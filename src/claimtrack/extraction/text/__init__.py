"""The shape of a text: its paragraphs, sentences, words and lines, and what of it is no article."""
