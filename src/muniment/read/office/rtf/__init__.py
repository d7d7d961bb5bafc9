"""Rich Text Format 1.9: tokens, groups and destinations."""
