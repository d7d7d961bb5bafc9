"""What is done to a vault as a whole: copied, restored, mended, branched; and what is erased from it."""
