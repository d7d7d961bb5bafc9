"""PDF taken apart: glyphs, lines, logical order, paragraphs, links, pictures of pages.

Works on bytes through PDFium alone. Never runs a script, opens a link or loads a font that a
file names.
"""
