"""What an operator's monitoring sees: counts and sizes, never names or payloads."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from forsa_hub.store.blobs import Counts


class Metrics:
    """The hub's measurements, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._entries = Gauge("forsa_hub_entries", "Entries in the log", registry=self.registry)
        self._published = Counter(
            "forsa_hub_records_published", "Records appended", registry=self.registry
        )
        self._batch = Histogram(
            "forsa_hub_batch_records",
            "Records of a commit",
            buckets=(1, 4, 16, 64, 256, 1024, 4096),
            registry=self.registry,
        )
        self._refused = Counter(
            "forsa_hub_records_refused", "Records refused", ["reason"], registry=self.registry
        )

        self._blobs = Gauge(
            "forsa_hub_attachments", "Attachments", ["state"], registry=self.registry
        )
        self._blob_bytes = Gauge(
            "forsa_hub_attachment_bytes", "Bytes of complete attachments", registry=self.registry
        )
        self._damaged = Counter(
            "forsa_hub_attachments_damaged",
            "Chunks that did not verify when they were read",
            registry=self.registry,
        )

    def blobs(self, counts: Counts) -> None:
        """Attachments as they stand."""
        for state in ("complete", "open", "damaged"):
            self._blobs.labels(state).set(getattr(counts, state))
        self._blob_bytes.set(counts.bytes)

    def blob_damaged(self) -> None:
        """A chunk at rest is not what was stored."""
        self._damaged.inc()

    def released(self, records: int, size: int) -> None:
        """A checkpoint of `size` left the hub."""
        self._published.inc(records)
        self._batch.observe(records)
        self._entries.set(size)

    def refused(self, reason: str) -> None:
        """A record was not taken."""
        self._refused.labels(reason).inc()
