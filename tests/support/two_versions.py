"""A text of which two nodes of one member write the next version at once: one comes too late."""

from google.protobuf.message import Message

from tests.support.commands import SETTINGS, Commands


async def add_second_node(commands: Commands) -> None:
    """Give amal a node `amal/n2` beside the first."""
    await commands.network.add_node("amal", "n2")
    await commands.network.sync()
    (commands.folder_of("amal/n2") / "node.toml").write_text(SETTINGS)


async def write_at_once(
    commands: Commands,
    work: str,
    published: Message,
    own: Message,
    readers: tuple[str, str] | None = None,
) -> str:
    """Publish two versions of a report; return the record of the one of n2, which is refused.

    Args:
        commands: Of the network, with `add_second_node`.
        work: The record that both replace.
        published: The version of n1, which is first.
        own: The version of n2.
        readers: Audiences of both; None = nothing is said of them.
    """
    for place, (holder, report) in enumerate((("amal/n1", published), ("amal/n2", own))):
        path = commands.write("practice.report", report, f"{holder[-2:]}.yaml")
        said = ("--audience", readers[place]) if readers else ()
        draft = await commands.json(holder, "draft add", path, "--revises", work, *said)
        if draft["consent_unasked"]:
            await commands.json(holder, "draft consent", draft["number"], "nobody")
        await commands.json(holder, "draft publish", draft["number"], "--yes")
    await commands.network.nodes["amal/n1"].exchange()
    await commands.network.sync()
    outbox = await commands.json("amal/n2", "outbox")
    (lost,) = [one["record_id"] for one in outbox if one["state"] == "refused"]
    return str(lost)
