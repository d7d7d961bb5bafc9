"""Character recognition: text out of pictures of pages, by Tesseract, inside the reader's own process.

What was recognised is a guess of a machine and is marked as such wherever it goes. Nothing here starts a
program, writes a file or keeps anything from one item to the next.
"""
