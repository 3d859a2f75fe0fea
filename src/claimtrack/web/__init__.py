"""The desk in a browser: the same services as on the command line, as pages. It needs the extra ``web``."""
