"""Web pages: which of their boxes are the article, and which are hidden, foreign, doubled or furniture."""
