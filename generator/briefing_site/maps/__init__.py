"""Maps: the outlines of countries, how the earth is drawn on a plane, and what a map shows where."""
