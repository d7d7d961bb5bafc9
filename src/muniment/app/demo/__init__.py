"""The sample material that ships with the project: an invented valley in an invented country."""
