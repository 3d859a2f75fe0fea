"""Who that is: names, pronouns and roles led back to the fullest name that the article gives."""
