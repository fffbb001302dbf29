"""The models held against every published value."""
