"""Outcome records that are logged, as rules on school years read them."""

from forsa.outcomes.school_years import YearRecord

from forsa_hub.store.outcomes import OutcomeRecord


def year_record(one: OutcomeRecord, school_year: str, *, is_whole: bool) -> YearRecord:
    """A record among those of a member and year.

    One that was erased before its year was written down may be of any year: of this one, too.

    Args:
        one: From `outcome_records` of this year.
        school_year: Which.
        is_whole: Whether its text is there.
    """
    return YearRecord(
        one.record_id, one.kind, one.school_year or school_year, is_whole and bool(one.school_year)
    )
