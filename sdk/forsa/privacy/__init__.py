"""What texts may tell about persons: a scan before they are published, on pure values."""
