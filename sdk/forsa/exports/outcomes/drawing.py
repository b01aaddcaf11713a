"""Charts as SVG, drawn offline by vl-convert (extra `charts`).

The text stays text: a browser shapes Arabic, a reader finds it, and a screen reader says it.
"""

from typing import Any, Final

from forsa.exports.outcomes.charts import Spec
from forsa.words.reasons import Language

_ROOT: Final = "<svg "


def draw_svg(chart: Spec, language: Language) -> str:
    """Draw a chart of `forsa.exports.outcomes.charts`.

    Raises:
        ImportError: vl-convert is not installed; the message says how to.
    """
    drawn: str = _converter().vegalite_to_svg(chart, allowed_base_urls=[])
    # In a page that is written from right to left, `text-anchor` would turn round without this.
    return drawn.replace(_ROOT, f'<svg lang="{language}" style="direction:ltr" ', 1)


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        hint = "vl-convert is not installed: pip install 'forsa[charts]'"
        raise ImportError(hint, name="vl_convert") from error
    return vl_convert
