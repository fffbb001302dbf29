"""Published statements, the editions in force, the rules that judge a case by them, and opinions side by side.

statement: the nouns. editions: which speak where and when. rules: the checklist, and what a position needs.
questions: what is asked of each topic. opinions: issuers side by side, one deciding. stands: what is asked for
whatever is told.
"""
