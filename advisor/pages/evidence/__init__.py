"""Evidence: every source, statement, number and place; who disagrees; how good the models are."""
