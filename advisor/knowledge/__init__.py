"""Opens data/ and gives frozen values; the only package that does. Strict: what it does not know stops the program.

tables, places, primer: the rows as nouns. parameters, technique: the numbers of the models. strict,
toml_lines: the readers.
"""

from advisor.knowledge._whole import DATA, Knowledge, load_knowledge
from advisor.knowledge.strict import DataError

__all__ = ["DATA", "DataError", "Knowledge", "load_knowledge"]
