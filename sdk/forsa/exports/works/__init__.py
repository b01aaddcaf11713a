"""One published work for people outside: a folder to edit, a page to print, a common cartridge.

Pure: values and openers of verified files come in, names and bytes go out.
"""
