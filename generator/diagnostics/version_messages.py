"""The messages of `briefs check` about versions of briefs, which a command writes."""

from generator.diagnostics.codes import Code
from generator.diagnostics.message import AnyMessage


class VersionMessage(AnyMessage):
    """The messages about versions."""

    BAD_VERSION = (
        Code.BAD_VERSION,
        "this is no version that can be shown: {reason}",
        "restore the file as it was: git checkout -- <file>; `briefs freeze` writes versions",
    )
    EDITED_VERSION = (
        Code.EDITED_VERSION,
        "this version was changed since it was frozen, but it has to stay what readers cite",
        "restore the file as it was: git checkout -- <file>; to publish something else, change the brief",
    )
    DUPLICATE_DOI = (
        Code.DUPLICATE_DOI,
        "the DOI {doi} is that of {other}",
        "a DOI leads to one version: correct it, or write null, in one of the two files",
    )
    VERSION_WITHOUT_BRIEF = (
        Code.VERSION_WITHOUT_BRIEF,
        "there is no brief '{brief}' any more; the page of this version stays and says so",
        "if it was renamed, add 'formerly: [{brief}]' to the renamed one; otherwise leave it",
    )
