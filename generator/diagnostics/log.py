"""Text for the log of a workflow."""


def harmless(text: str) -> str:
    """The text without commands to GitHub's runner, which takes `##[command]` for one anywhere in a line.

    The word joiner that is put into it can't be seen. Source: `ActionCommand.TryParse` in
    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    return text.replace("##[", "#\N{WORD JOINER}#[")
