"""What became of learners: from rows that never leave a node to tables that nobody can undo.

One way leads through this package, and every step is pure: a register (`register`), counts
(`tabulating`), hidden cells (`protecting`), the audit that anybody can repeat (`audit`), the exact
check of its proof (`verify`), and what the network sees (`network`). Only `tables` leaves a node.
"""
