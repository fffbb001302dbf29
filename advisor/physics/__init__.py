"""From tube settings to effective dose and days of background: pure functions, every result a range."""
