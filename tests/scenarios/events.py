"""The events that stories are told in: `EVENTS` maps each sentence to what it publishes."""

from typing import Final

from tests.scenarios import deciding, holding_keys, publishing
from tests.scenarios.story import Table

_NAME = r"(\S+)"
_WHO = r"by (\S+?)"
_ACTS = "ratify|ratify with reservation|refuse|withdraw"

EVENTS: Final[Table] = (
    (r"(members|observers|settings) .*", deciding.people),
    (r"wait (\d+ \w+)", deciding.wait),
    (r"nothing happens for (\d+ \w+)", deciding.silence),
    (r"(\S+) arrives", deciding.arrive),
    (rf"set the clock back (\d+ \w+) {_WHO}", deciding.clock_back),
    (
        rf"admit {_NAME}(?: as (\S+))?(?: with (\S+))?(?: {_WHO})?(?: for (.*))?",
        deciding.admit,
    ),
    (r"(\S+) (?:does )?(activate|withdraw|suspend|expel|reinstate)s? (\S+)", deciding.act),
    (rf"open {_NAME} {_WHO}(?: in (\S+))?: (.*?)(?: within (\d+ \w+))?", deciding.open_),
    (rf"second call of {_NAME} as {_NAME} {_WHO}(?:: (.*))?", deciding.second_call),
    (
        (
            rf"ballot {_NAME} {_WHO}(?: for (\S+))?: (\w+)"
            r"(?: by the proxy ((?:for|given to) \S+))?( unseen)?"
        ),
        deciding.ballot,
    ),
    (rf"close {_NAME}", deciding.close),
    (
        (
            rf"execute {_NAME} {_WHO}(?: number (\d))?(?:: (.*?))?(?: as (\S+))?"
            r"(?: (with .*|in data))?"
        ),
        deciding.execute,
    ),
    (
        rf"(report|comment|review|adoption|translation) {_NAME} {_WHO}(?: on (\S+))?(?: in (\S+))?",
        publishing.write,
    ),
    (
        rf"outcomes {_NAME} {_WHO} prepared by (\S+?)( over other tables)?",
        publishing.outcomes,
    ),
    (rf"revise {_NAME} {_WHO}", publishing.revise),
    (rf"(redact|release|withdraw) {_NAME} {_WHO}(?: in (\S+))?", publishing.on_record),
    (rf"hold {_NAME} {_WHO} for (\d+) days(?: in (\S+))?", publishing.hold),
    (rf"erased {_NAME} {_WHO} on (\S+)", publishing.erased),
    (rf"add key {_NAME} of (\S+?)(?: for (.*))?", holding_keys.add_key),
    (rf"slip in key {_NAME} of (\S+) {_WHO}", holding_keys.slip_in_key),
    (rf"revoke key {_NAME} {_WHO}(?: stolen since (\S+))?", holding_keys.revoke_key),
    (rf"veto {_NAME} {_WHO}", holding_keys.veto),
    (rf"add node {_NAME} of (\S+?)(?: with (\S+?))?( unseen)?", holding_keys.add_node),
    (rf"revoke node {_NAME} of (\S+)", holding_keys.revoke_node),
    (
        (
            rf"delegate {_NAME} of (\S+) with (.*) may ([a-z_ ]+?)"
            r"(?: from (\d+ \w+))?(?: within (\d+ \w+))?"
        ),
        holding_keys.delegate,
    ),
    (rf"end delegate {_NAME} of (\S+)", holding_keys.end_delegate),
    (
        rf"(agreement|charter) {_NAME} {_WHO} between (.*) needs (\d+)(?: within (\d+ \w+))?",
        publishing.agreement,
    ),
    (
        rf"({_ACTS}) agreement {_NAME} {_WHO}( unseen)?",
        publishing.ratify,
    ),
    (rf"obligation {_NAME} for (.*?)(?: with ([a-z.]+))?", publishing.oblige),
    (r"submission by (\S+) of (\S+) for (\S+?)(?: as (\S+))?", publishing.submit),
    (rf"(accept|return) submission {_NAME} {_WHO}", publishing.review),
    (rf"waive {_NAME} for (\S+) {_WHO}", publishing.waive),
    (rf"assembly {_NAME} {_WHO}", publishing.assembly),
    (rf"minutes {_NAME} of (\S+) {_WHO}", publishing.minutes),
    (rf"flag {_NAME} {_WHO}", publishing.flag),
    (rf"sanction {_NAME} of (\S+?)(?: {_WHO})?", publishing.sanction),
    (rf"appeal against {_NAME} {_WHO}", publishing.appeal),
    (rf"record of kind {_NAME} {_WHO}", publishing.unknown),
)
