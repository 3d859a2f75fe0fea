"""The formats that people have beside plain text, Markdown, HTML and PDF."""
