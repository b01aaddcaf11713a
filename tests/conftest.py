"""What every test shares: how hard hypothesis looks, and how it reports.

`pytest --hypothesis-profile=thorough` looks ten times as hard.
"""

from hypothesis import settings

# No deadline: a loaded machine is not a wrong law.
settings.register_profile("forsa", deadline=None, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("forsa"), max_examples=1000)
settings.load_profile("forsa")
