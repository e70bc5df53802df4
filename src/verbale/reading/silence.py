"""Other libraries' log lines kept off the terminal while a page is read: what they tell becomes one InputError."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LIBRARIES = ("trafilatura", "htmldate", "pypdfium2", "charset_normalizer", "courlan", "justext")


@contextmanager
def libraries_unheard() -> Iterator[None]:
    """While open, the libraries' loggers pass nothing on to handlers that the program did not give them itself."""
    loggers = [logging.getLogger(name) for name in _LIBRARIES]
    before = [(logger, logger.propagate, logger.handlers[:]) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.handlers = logger.handlers or [logging.NullHandler()]
    try:
        yield
    finally:
        for logger, propagate, handlers in before:
            logger.propagate, logger.handlers = propagate, handlers
