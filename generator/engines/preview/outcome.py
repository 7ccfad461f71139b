"""What a build of the preview resulted in."""

from dataclasses import dataclass

from generator.diagnostics import Diagnostic, reporters
from generator.site.language import DEFAULT, Language


@dataclass(frozen=True)
class PreviewState:
    """The result of a build."""

    diagnostics: tuple[Diagnostic, ...] = ()
    messages: str = ""
    """What else there is to report, such as an error in the settings."""
    is_current: bool = True
    """Whether all pages were brought up to date; if not, those of an earlier build stay."""
    has_pages: bool = False
    """Whether any were, so that the site has to be built again."""
    seconds: float = 0
    language: Language = DEFAULT
    """That of the site."""

    @property
    def report(self) -> str:
        """All that there is to report, for people."""
        return reporters.text(self.diagnostics, self.language) + self.messages
