"""Published tables of outcomes for people outside: frames, charts, and files of known formats.

A hidden cell is hidden in all of them: a state of its own, never 0, -1, a blank that adds up to
nothing, or a guess. One source, the releases as they were verified, makes every format, and what
an export says is read back as it was.

Source: docs/privacy.md.
"""
