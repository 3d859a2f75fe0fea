"""Every kind of event, each declared once: its fields, how it folds, the sentence that tells it, whose doing it is."""
