"""The answer as others read it: the JSON of the command line."""
