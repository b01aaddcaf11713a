"""A hub that somebody keeps busy: it goes on answering the others."""

import asyncio

from forsa.v1 import log_service_pb2 as pb

from tests.support.attachments import sharing
from tests.support.reports import small_report


def test_a_body_that_is_slow_to_check_holds_nobody_up() -> None:
    """The checks of one long text would run in the loop that answers every member."""

    async def story() -> None:
        async with sharing("amal") as shared:
            report = small_report(1)
            report.context[0].text = "viol il " * 9000
            report.summary[0].text += " à salma@exemple.example"
            signed = shared["amal"].sign(kind="practice.report", body=report)
            item = pb.PublishItem(
                envelope=signed.record.envelope, salt=signed.salt, body=signed.body
            )
            checking = asyncio.ensure_future(shared.network.hub.core.offers([item]))
            for _ in range(3):
                await asyncio.sleep(0)
            goes_on = not checking.done()

            assert goes_on
            assert len(await checking) == 1

    asyncio.run(story())
