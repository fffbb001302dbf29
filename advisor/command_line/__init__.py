"""What a terminal gives and gets: the arguments of each command; small files, standard streams, one line an error."""
