"""Which product a release begins with."""

from dataclasses import replace

import pytest
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.outcomes.choosing import choose_product
from forsa.outcomes.tables import Release

from tests.support.outcome_tables import release


def released(*products: str) -> list[Release]:
    """Earlier releases of these products."""
    blank = release({(): {(): 500}}, frame_n=500)
    return [replace(blank, product=one) for one in products]


@pytest.mark.parametrize(
    ("frame_n", "product"),
    [
        (1, "node-0"),
        (30, "node-1"),
        (149, "node-2"),
        (150, "node-3"),
        (399, "node-3"),
        (400, "node-4"),
    ],
)
def test_the_enrolment_alone_decides_of_the_richest(frame_n: int, product: str) -> None:
    """A choice that followed the counts would tell of them."""
    assert choose_product("", "", frame_n, ()) == product


def test_it_never_goes_up_again() -> None:
    """A cell that was hidden because a smaller product was taken must not be shown later."""
    earlier = released("node-4", "node-2")

    assert choose_product("", "", 500, earlier) == "node-2"
    assert choose_product("node-1", "", 500, earlier) == "node-1"
    with pytest.raises(ConflictError) as error:
        choose_product("node-3", "", 500, earlier)
    assert error.value.reason is Reason.KIND_OUTCOME_PRODUCT_NOT_ALLOWED


def test_a_variant_is_named_once_for_a_year() -> None:
    """Tables by strand at one point and by trade at another could be held against each other."""
    assert choose_product("", "trade", 500, ()) == "node-4/trade"
    assert choose_product("node-3", "trade", 500, ()) == "node-3/trade"
    assert choose_product("", "", 500, released("node-4/trade")) == "node-4/trade"
    assert choose_product("", "trade", 500, released("node-2")) == "node-2"
    for before, variant in (("node-4/trade", "milieu"), ("node-3", "trade")):
        with pytest.raises(ConflictError):
            choose_product("", variant, 500, released(before))


@pytest.mark.parametrize(
    ("name", "variant"), [("node-9", ""), ("", "region"), ("node-3/region", "")]
)
def test_what_is_no_product_is_told(name: str, variant: str) -> None:
    """A slip of the fingers must not end in another product."""
    with pytest.raises(MalformedError):
        choose_product(name, variant, 500, ())
