"""Everything a peer sends is hostile: garbage on every call, bombs, strangers at the door."""

import asyncio
import os
import random
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
import zstandard
from forsa.client.node_keys import draw_tls_key
from forsa.client.published import Logged
from forsa.errors import ForsaError, Reason, TooLargeError
from forsa.rpc.address import HubAddress
from forsa.rpc.channel import NodeCredentials, open_channel
from forsa.rpc.identity import make_csr
from forsa.rpc.status import from_rpc_error
from forsa.v1 import (
    admin_service_pb2,
    enrolment_service_pb2,
    library_service_pb2,
    log_service_pb2,
)
from forsa_hub.authority import instant, make_authority, parse_csr

from tests.support.hubs import RunningHub, running_hub

MAIN = (log_service_pb2.DESCRIPTOR, library_service_pb2.DESCRIPTOR)
ENROLMENT = (enrolment_service_pb2.DESCRIPTOR, library_service_pb2.DESCRIPTOR)
TRIES = 12


def methods(files: tuple[object, ...]) -> Iterator[tuple[str, bool, bool]]:
    """Every method of these files: path, whether requests stream, whether answers do."""
    for file in files:
        for service in file.services_by_name.values():  # type: ignore[attr-defined]
            for method in service.methods:
                path = f"/{service.full_name}/{method.name}"
                yield path, method.client_streaming, method.server_streaming


async def send_raw(channel: grpc.aio.Channel, path: str, streams: bool, data: bytes) -> str:
    """Send bytes as a request; the reason of what came back, or `answered`."""
    try:
        if streams:
            call = channel.unary_stream(path, lambda raw: raw, lambda raw: raw)
            async for _ in call(data, timeout=2):
                return "answered"
        else:
            await channel.unary_unary(path, lambda raw: raw, lambda raw: raw)(data, timeout=5)
    except grpc.aio.AioRpcError as error:
        if error.code() is grpc.StatusCode.INTERNAL and "internal error" in (error.details() or ""):
            return "BUG"
        return error.code().name
    return "answered"


def garbage(seed: int) -> list[bytes]:
    """Bytes that are no request, or nearly one."""
    draw = random.Random(seed)
    plain = [draw.randbytes(draw.randrange(200)) for _ in range(TRIES)]
    nested = b"\x0a" * 40
    lengths = b"\x0a\xff\xff\xff\xff\x0f"
    huge = b"\xff\xff\xff\xff\xff\xff\xff\xff"
    numbers = [
        bytes([field << 3]) + huge + end for field in range(1, 9) for end in (b"\x7f", b"\xff\x01")
    ]
    fields = [b"\x0a\x20" + draw.randbytes(32), b"\x0a\x10" + draw.randbytes(16)]
    return [b"", nested, lengths, *fields, *numbers, *plain]


async def channel_to(net: RunningHub, port: int) -> grpc.aio.Channel:
    """A raw channel of the office to one of the hub's ports."""
    office = net.office
    address = HubAddress("localhost", port, net.hub.ports[1])
    credentials = NodeCredentials(office.ca_pem(), office.chain_pem(), office.tls_key_pem())
    return await open_channel(address, credentials, office.roots()[-1])


@pytest.mark.parametrize("which", [0, 1], ids=["main port", "enrolment port"])
def test_garbage_on_every_call_is_refused_and_breaks_nothing(tmp_path: Path, which: int) -> None:
    """A fuzzer on the network must not find a traceback, nor stop the hub."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            channel = await channel_to(net, net.hub.ports[which])
            answers = {
                (path, await send_raw(channel, path, streams, data))
                for path, _, streams in methods((MAIN, ENROLMENT)[which])
                for data in garbage(which)
            }
            await channel.close()

            assert not [path for path, answer in answers if answer == "BUG"]
            assert isinstance((await net.publish(net.sign()))[0], Logged)

    asyncio.run(story())


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"not zstd",
        zstandard.ZstdCompressor().compress(bytes(200 * 2**20)),
        zstandard.ZstdCompressor(write_content_size=False).compress(b"x" * 100),
        zstandard.ZstdCompressor().compress(b"x" * 100) + b"tail",
        zstandard.ZstdCompressor().compress(b"x" * 100) * 2,
        zstandard.ZstdCompressor().compress(os.urandom(1000))[:-9],
    ],
    ids=["empty", "other", "bomb", "no size", "tail", "two frames", "cut"],
)
def test_a_compressed_request_is_held_to_its_announced_size(tmp_path: Path, frame: bytes) -> None:
    """200 MiB of zeros travel as a few kilobytes."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            channel = await channel_to(net, net.hub.ports[0])
            request = log_service_pb2.PublishRequest(items_zstd=frame)
            call = channel.unary_unary(
                "/forsa.v1.LogService/Publish",
                log_service_pb2.PublishRequest.SerializeToString,
                log_service_pb2.PublishResponse.FromString,
            )
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await call(request, timeout=5)
            await channel.close()

            assert from_rpc_error(caught.value).reason is Reason.LIMIT_EXCEEDED

    asyncio.run(story())


def test_more_records_than_a_call_may_carry_are_refused(tmp_path: Path) -> None:
    """Counts are checked before anything is read."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            items = [net.sign().item for _ in range(65)]
            for wrong in ([], items):
                with pytest.raises(TooLargeError):
                    await net.client.publish(wrong)

    asyncio.run(story())


def test_a_message_over_four_mebibytes_never_reaches_us(tmp_path: Path) -> None:
    """gRPC's own limit stands in front of ours."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            signed = [net.sign(body=os.urandom(2**20)) for _ in range(5)]
            with pytest.raises(ForsaError):
                await net.client.publish([one.item for one in signed])

            assert isinstance((await net.publish(signed[0]))[0], Logged)

    asyncio.run(story())


@pytest.mark.parametrize("who", ["nobody", "stranger"])
def test_the_main_port_opens_to_certificates_of_the_network_alone(tmp_path: Path, who: str) -> None:
    """Neither without a certificate nor with one of another authority."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            office = net.office
            key = draw_tls_key()
            foreign = make_authority("Other", "localhost", instant(net.clock.now_ms()))
            leaf = foreign.issue_node(
                parse_csr(make_csr(key)), "secretariat", "office", instant(net.clock.now_ms())
            )
            shown = (key, foreign.chain(leaf)) if who == "stranger" else (None, None)
            credentials = grpc.ssl_channel_credentials(office.ca_pem(), *shown)
            channel = grpc.aio.secure_channel(
                f"127.0.0.1:{net.hub.ports[0]}",
                credentials,
                options=[("grpc.ssl_target_name_override", "localhost")],
            )
            answer = await send_raw(channel, "/forsa.v1.LogService/Hello", False, b"")
            await channel.close()

            assert answer in ("UNAVAILABLE", "UNAUTHENTICATED")

    asyncio.run(story())


def test_the_machines_own_commands_are_not_on_the_network(tmp_path: Path) -> None:
    """Invite and status are for whoever owns the folder."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            answers = set()
            for port in net.hub.ports:
                channel = await channel_to(net, port)
                for path, _, streams in methods((admin_service_pb2.DESCRIPTOR,)):
                    answers.add(await send_raw(channel, path, streams, b""))
                await channel.close()
            mode = net.hub.folder.socket.parent.stat().st_mode & 0o777

            assert answers == {"UNIMPLEMENTED"}
            assert mode == 0o700

    asyncio.run(story())
