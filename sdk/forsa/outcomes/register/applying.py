"""From the columns of a foreign file to the fields of a row, by a mapping."""

from collections.abc import Mapping

from forsa.outcomes.register.applied import Applied
from forsa.outcomes.register.column import Column
from forsa.outcomes.register.fields import fields, schema
from forsa.outcomes.register.findings import Notes
from forsa.outcomes.register.mapping import RegisterMapping, columns_of
from forsa.outcomes.register.sheets import Sheet


def apply_mapping(
    sheet: Sheet,
    mapping: RegisterMapping,
    centres: Mapping[str, str],
    node_key: bytes,
    notes: Notes,
) -> Applied:
    """Make the fields of every row.

    Args:
        sheet: The columns that `mapping.columns` names.
        mapping: Where each field comes from.
        centres: Code of each of the member's centres to its region.
        node_key: Key of the digests of `key_of`.
        notes: Takes the findings, by column.
    """
    import polars as pl

    columns = {name: " + ".join(columns_of(rule))[:120] for name, rule in mapping.rules.items()}
    applied = Applied(sheet.lines.alias("line").to_frame(), notes, columns)
    types = schema()
    made = []
    for name, known in fields().items():
        rule = mapping.rules.get(name)
        if rule is None:
            made.append(
                pl.repeat(None, len(sheet.lines), dtype=types[name], eager=True).alias(name)
            )
            continue
        values = Column(known, sheet, applied, centres).made(rule, node_key)
        made.append(values.cast(types[name], strict=False).alias(name))
    applied.rows = applied.rows.with_columns(made)
    return applied
