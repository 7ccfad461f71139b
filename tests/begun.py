"""What the processes of commands in tests are forked from: the program, with all that it loads and compiles once.

Importing it makes pages of every kind, and with them the templates and translations of all others.
"""

import gc

from generator import pipeline
from generator.build import program
from generator.library import linker
from generator.site.site import Site
from tests import project

pipeline.render(linker.link(project.check(project.awkward_briefs()).collection), Site(), slow=False)
program.version()
gc.collect()
gc.freeze()
