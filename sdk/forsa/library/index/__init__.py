"""Search over the newest version of every object: a folder on disk that can always be rebuilt."""

from forsa.library.index.documents import Document
from forsa.library.index.search_index import SearchIndex

__all__ = ["Document", "SearchIndex"]
