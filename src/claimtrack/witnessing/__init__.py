"""Heads that desks sign and cosign for one another: signed notes, checkpoints and keys as C2SP writes them."""
