"""The models held against every published value; the dose model fitted, and held against studies left out."""
