"""What leaves a vault: the files of a package that a stranger reads and checks."""
