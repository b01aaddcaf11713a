"""Attackers of published tables. They share no code with the audit: no error hides in both.

They know what everybody knows: releases, the codes, the product, and this program.
"""
