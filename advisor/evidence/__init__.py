"""What the advice rests on, ready to be looked up: every row as it is written, who disagrees, what changed, what waits.

links: addresses of rows. published, sheets: tables of text. shelf: finds a row by its id; search: by a reader's words,
as wanted takes them. statements: who speaks when. conflicts: issuers side by side. history: what changed, what is due.
model_sheet: what validation holds against the published, as tables. telling, words, table_words: a row in words.
"""

from advisor.evidence.links import RowKind, evidence_link, ids_in, row_ids, with_links

__all__ = ["RowKind", "evidence_link", "ids_in", "row_ids", "with_links"]
