"""How a brief and its sources are referred to, in words for people and in data for programs.

Pages show these texts and exports write them into files, so the room is below both.
"""
