"""Mail as RFC 5322 and MIME have it, and mailboxes of it: taken apart by offsets, decoded, never judged.

Nothing here checks a signature, deciphers anything or fetches what a mail refers to.
"""
