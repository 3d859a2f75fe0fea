"""PDF: what stands on its pages, put together as it is read.

PDFium, Chrome's own engine, says which letter stands where (``engine``); all else is ours: words out of letters
(``words``), columns (``columns``), paragraphs (``paragraphs``), what is repeated on every page (``margins``).
"""
