"""What the text scan finds, as tests compare it."""

from forsa.privacy.text_scan import scan_text


def found_in(text: str) -> list[tuple[str, str, bool]]:
    """What, where and whether it blocks."""
    return [(one.what, text[one.start : one.end], one.blocks) for one in scan_text(text)]
