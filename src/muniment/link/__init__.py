"""Which reports go back to one origin (copies, citations, shared pictures), which claims are one incident.

Reads no files. Finds dependence; not finding it is not independence.
"""
