"""Who says what: from reporting words and quotation marks to attributions and statements."""
