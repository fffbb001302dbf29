"""What a terminal gives and gets.

arguments: what each command takes. commands: what it does. console: small files and standard streams, one line an
error.
"""
