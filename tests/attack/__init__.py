"""Attacks on the product, started by hand: bounded in number and time, on this computer only; each prints counts."""
