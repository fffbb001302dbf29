"""The practice's own units: described once, kept in this browser."""
