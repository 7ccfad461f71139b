"""What click says itself, so that it is in the catalogues: https://click.palletsprojects.com/.

These are the texts of the pinned version, as far as a command of this program can say them; what another
version words differently is in English there.
"""

from generator.languages.phrase import marked, marked_plural

TEXTS = (
    marked("Aborted!"),
    marked("Argument {name!r} takes {nargs} values."),
    marked("Choose from:\n\t{choices}"),
    marked("Commands"),
    marked("Could not open file {filename!r}: {message}"),
    marked("Error: invalid input"),
    marked("Error: {message}"),
    marked("Invalid value for {param_hint}: {message}"),
    marked("Invalid value: {message}"),
    marked("Missing argument"),
    marked("Missing command."),
    marked("Missing option"),
    marked("No such command {name!r}."),
    marked("No such option {name!r}."),
    marked("Option {name!r} does not take a value."),
    marked("Options"),
    marked("Show the version and exit."),
    marked("Show this message and exit."),
    marked("Try '{command} {option}' for help."),
    marked("Usage:"),
    marked("d"),
    marked("default: {default}"),
    marked("directory"),
    marked("env var: {var}"),
    marked("file"),
    marked("path"),
    marked("required"),
    marked("{name} {filename!r} does not exist."),
    marked("{name} {filename!r} is a directory."),
    marked("{name} {filename!r} is a file."),
    marked("{name} {filename!r} is not readable."),
    marked("{name} {filename!r} is not writable."),
    marked("{value!r} is not a valid {number_type}."),
    marked("{value} is not in the range {range}."),
)
PLURALS = (
    marked_plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    marked_plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    marked_plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    marked_plural(
        "{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."
    ),
    marked_plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
NAMES = (
    marked("[OPTIONS]"),
    marked("COMMAND [ARGS]..."),
    marked("text"),
    marked("integer"),
    marked("integer range"),
    marked("float"),
)
"""Those of types and of what stands for them, which click does not look up."""
