"""Who signs: keys, the founding of a vault, operators who come and go."""
