"""The dose model fitted to published doses, and held against those of studies that a fit has not seen."""
