"""Rows while they are made and checked, and which of them are wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forsa.outcomes.register.findings import MAX_LINES, Code, Level, Notes

if TYPE_CHECKING:
    import polars as pl


@dataclass(slots=True, repr=False)
class Applied:
    """Rows as the mapping makes them; which of them are wrong is in `bad`."""

    rows: "pl.DataFrame"
    """The fields of the schema, with `line`; `age_band` and defaults are not made yet."""
    notes: Notes
    columns: Mapping[str, str]
    """Field to the name of the column it comes from, for findings."""
    bad: "list[pl.Series]" = field(default_factory=list)
    """Masks: true = the row has an error."""
    _told: "dict[str, pl.Series]" = field(default_factory=dict)

    def note(
        self,
        wrong: "pl.Series",
        code: Code,
        rule: str,
        name: str,
        level: Level = Level.ERROR,
        **values: str | int,
    ) -> None:
        """Note a problem of a field at the rows where `wrong` is true; errors leave them out."""
        wrong = wrong.fill_null(value=False)
        count = int(wrong.sum())
        if not count:
            return
        if level is Level.ERROR:
            self.bad.append(wrong)
            self._told[name] = wrong | self._told[name] if name in self._told else wrong
        lines = self.rows["line"].filter(wrong).head(MAX_LINES).to_list()
        self.notes.add(
            code,
            rule,
            lines,
            count=count,
            level=level,
            column=self.columns.get(name, ""),
            place=name,
            **values,
        )

    def told(self, name: str) -> "pl.Series":
        """At which rows something was said of a field already."""
        import polars as pl

        return self._told.get(name, pl.repeat(False, self.rows.height, eager=True))
