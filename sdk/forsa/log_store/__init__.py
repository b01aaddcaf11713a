"""The log in a database: what hub and node keep of every entry, and nothing else.

Nobody outside knows the dialect. Needs SQLAlchemy, which the extras `hub` and `node` bring.
"""
