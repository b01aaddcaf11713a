"""The learner register of a node, and what is made of it. Rows never leave this package."""
