"""`python -m forsa` is the command `forsa`."""

from forsa.cli import main

main()
