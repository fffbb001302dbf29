"""The record of the patient in this window: what Check adds to it and says of it, and what the Record page shows."""
