"""Every error that Verbale raises on purpose.

VerbaleError                    exit status 1 unless a subclass says otherwise
├── InputError                  an article, page or file that cannot be read, or written
│   ├── NotFetched              an address that may not be fetched, or gives nothing
│   ├── NotThere                what was asked for by name is not in the dossier
│   └── DecidedMeanwhile        somebody else decided on the line since it was looked at
├── BriefError                  a brief that does not say what a brief must say
├── PipelineError               annotators that cannot work together
├── LanguageModelError          no English model is installed
├── WorkerLost                  a process that reads or prepares was ended
├── ClusterError                no cluster to read on
└── DossierError                the dossier as a whole
    ├── DossierMissing          there is none at that path
    ├── DossierExists           there is one already
    ├── DossierReadOnly         it lies where nothing may be written
    ├── DossierNewer            written by a newer Verbale          exit status 3
    ├── DossierLocked           another program is writing to it    exit status 3
    ├── DossierFull             the disk or the file's limit is full exit status 3
    └── DossierDamaged          its content cannot be trusted       exit status 3

The message of each is one line: what was wrong with which input, and what to do.
"""


class VerbaleError(Exception):
    """The root of the tree; `exit_status` is what the command line ends with."""

    exit_status = 1


class InputError(VerbaleError):
    """An article, page or file cannot be read."""


class NotFetched(InputError):
    """An address may not be fetched, or gives nothing that can be read.

    `again` says that it may do so later by itself, `wait` after how many seconds at the earliest, where it says that.
    """

    def __init__(self, line: str, *, again: bool = False, wait: float | None = None) -> None:
        super().__init__(line)
        self.again = again
        self.wait = wait


class NotThere(InputError):
    """What was asked for by its name is not in the dossier."""


class DecidedMeanwhile(InputError):
    """Somebody else decided on a line since it was looked at."""


class BriefError(VerbaleError):
    """A brief does not say what a brief must say."""


class PipelineError(VerbaleError):
    """Annotators do not fit together: unknown name, unmet need, cycle, or undeclared output."""


class LanguageModelError(VerbaleError):
    """No English model is installed, or the one asked for is not."""


class WorkerLost(VerbaleError):
    """The system ended a process that reads or prepares articles."""


class ClusterError(VerbaleError):
    """There is no cluster at an address, or Ray is not installed."""


class DossierError(VerbaleError):
    """Something is wrong with the dossier as a whole."""


class DossierMissing(DossierError):
    """There is no dossier at that path."""


class DossierExists(DossierError):
    """There is a dossier at that path already."""


class DossierReadOnly(DossierError):
    """The dossier lies where nothing may be written."""


class DossierNewer(DossierError):
    """The dossier was written by a newer Verbale."""

    exit_status = 3


class DossierLocked(DossierError):
    """Another program is writing to the dossier."""

    exit_status = 3


class DossierFull(DossierError):
    """The dossier cannot grow: the disk, or the limit set for the file, is full."""

    exit_status = 3


class DossierDamaged(DossierError):
    """The dossier's content cannot be trusted."""

    exit_status = 3
