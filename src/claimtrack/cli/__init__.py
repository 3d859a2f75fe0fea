"""The command line: parse, one service call, render. One module a noun."""
