"""Matrix products on one core, as the network is run: who reads many files gives each core a file of its own."""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


def one_core() -> AbstractContextManager[object]:
    """Hold numpy's matrix products to one core while the block runs, in the whole process, and then as before.

    The small networks' products are short: handing each to a second core takes longer than the product does, and that
    core is kept waiting for the next one. Left to themselves they took two thirds of the processor's time.
    """
    limited: AbstractContextManager[object] = _libraries().limit(limits=1)
    return limited


@cache
def _libraries() -> ThreadpoolController:
    """Look up once, which takes ten milliseconds, what numpy multiplies matrices with."""
    return ThreadpoolController().select(user_api="blas")
