"""Files beside a text: what they are, whether they are safe, what they tell about people.

Everything here reads hostile bytes: sizes before allocation, one block in memory at a time, and
nothing is ever executed, rendered or fetched.
"""
