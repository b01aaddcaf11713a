"""One file a gRPC service: parse, ask, answer; no rule lives here."""
