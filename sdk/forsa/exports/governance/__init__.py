"""What a network decided and owes, as files for people outside: minutes, tables, overviews."""
