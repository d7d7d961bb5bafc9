"""Documents of word processors and presentation programs: what they say, who changed what, what lies inside.

No macro is run, no field is computed, nothing a document points to is opened.
"""
