"""The opened vault: the log and its acts, drafted, committed, and told to the catalogue."""
