"""Unicode normalisation whose time grows with the text alone, whoever wrote it.

Python sorts the marks on one letter by insertion: a letter under 100,000 marks takes half a minute
in which nothing else of the process runs. No writing system puts more than a few on one.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import Final, Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
MOST_MARKS: Final = 30
"""On one letter; those beyond are normalised by themselves. Source: UAX #15, stream-safe texts."""
_BECOME_MARKS: Final = "\u0f73\u0f75\u0f81\uff9e\uff9f"
"""No marks themselves; what they decompose into is."""
_FIRST_MARK: Final = 0x300
_PAST_MARKS: Final = 0x1F000


def normalize(form: Form, text: str) -> str:
    """The text in a normal form; as `unicodedata` makes it, if no letter has too many marks."""
    if text.isascii():
        return text
    # More than 30 in a row hold two of every 15th character: most texts are left at that.
    some, crowds = _patterns()
    if some.search(text[:: MOST_MARKS // 2]) is None:
        return unicodedata.normalize(form, text)
    parts: list[str] = []
    at = 0
    for crowd in crowds.finditer(text):
        parts.append(unicodedata.normalize(form, text[at : crowd.end()]))
        at = crowd.end()
    parts.append(unicodedata.normalize(form, text[at:]))
    return "".join(parts)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two marks; as many marks as one letter may have, where more follow."""
    marks = [ord(char) for char in _BECOME_MARKS]
    points = range(_FIRST_MARK, _PAST_MARKS)
    marks += [point for point in points if unicodedata.combining(chr(point))]
    runs = groupby(enumerate(sorted(marks)), key=lambda one: one[1] - one[0])
    spans = [[point for _, point in run] for _, run in runs]
    among = "".join(f"{chr(span[0])}-{chr(span[-1])}" for span in spans)
    crowd = f"[{among}]{{{MOST_MARKS}}}(?=[{among}])"
    return re.compile(f"[{among}]{{2}}"), re.compile(crowd)
