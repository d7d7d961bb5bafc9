"""Pictures taken apart: what their metadata says, where and when they were taken, a small copy.

Never changes a picture and never trusts its metadata: what it says is kept as said.
"""
