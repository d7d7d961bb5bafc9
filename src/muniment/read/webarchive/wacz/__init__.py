"""WACZ: web archives with a page list and an index, packed as a ZIP. Checked strictly: every hash, every place.

Source: WACZ 1.1.1 and 1.2.0, WACZ Signing and Verification 0.1.0, CDXJ 0.1.0 (webrecorder/specs).
"""
