"""Archives: the files packed into one item come out as items of their own, streamed, never written to disk.

A path in an archive is a name. Nothing is followed, placed or run; no password is ever tried.
"""
