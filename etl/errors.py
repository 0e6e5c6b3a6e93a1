"""Errors that a person reads as they are: where, what, and what to do; never with a traceback."""


class EtlError(Exception):
    """Something outside the code is wrong. Its text is one line and is printed as it is."""


class Refused(EtlError):
    """One input (a file, a row) can't be taken; the others go on."""


class NothingPublished(EtlError):
    """The build could not be published; what was published before is untouched."""
