"""What a stranger checks evidence with: the standard library and nothing else.

Everything here also ships as one file inside every package. It never imports a third-party
library or another part of muniment, but for `muniment.door`. Where a line lives, from the top:

    main, bundle    the command line; this package as one file
    package, vault  the two things that are checked, step by step
    identity        whose fingerprint it is
    timestamps      RFC 3161, CMS, X.509
    acts            the signed entry, its parts, who may sign
    log             tree, tiles, proofs, notes
    crypto          Ed25519, RSA, ECDSA
    strict, der     JSON, base64 and DER in their one form each
    report, asked   what is answered, what is asked; `layout` and `files`: names and bytes on disk

Imports go down this list, never up. A folder is entered by its door.
"""
