"""What a stranger checks evidence with: the standard library and nothing else.

Everything here also ships as one file inside every package. It never imports a third-party
library or another part of muniment.
"""
