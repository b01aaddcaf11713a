"""The trust root ceremony: officers apart, each with a key of their own, and files carried by hand.

Rules are those of `forsa.root` and `forsa.succession`; here they are read, told, signed and logged.
"""
