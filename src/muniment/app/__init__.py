"""The composition root: command line, configuration, the vault as Python sees it. Holds no rule of the domain."""
