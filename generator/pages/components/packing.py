"""Rectangles side by side and below one another, in little space."""

from collections.abc import Sequence

Size = tuple[int, int]
Place = tuple[int, int]


def pack(shapes: Sequence[Sequence[Size]], width: int) -> list[tuple[int, Place]]:
    """A shape for each rectangle and the place of its upper left corner, in a strip of a width.

    `shapes` has the sizes to choose from for each rectangle. The first is in the upper left corner; each of
    the others goes where the strip grows least, as far up and then as far left as possible. Only a rectangle
    of which each shape is wider than the strip leaves it, on the right.
    """
    skyline: list[tuple[int, int, int]] = []  # left, right and bottom of what was placed
    chosen = []
    for sizes in shapes:
        corners = sorted({0, *(right for _, right, _ in skyline)})
        lowest = max((low for _, _, low in skyline), default=0)
        options = []
        for number, (across, down) in enumerate(sizes):
            for left in corners:
                if left and left + across > width:
                    continue
                top = max(
                    (low for start, end, low in skyline if start < left + across and left < end), default=0
                )
                grows = max(0, across - width), max(lowest, top + down)
                options.append((grows, top, left, number))
        _, top, left, number = min(options)
        across, down = sizes[number]
        skyline.append((left, left + across, top + down))
        chosen.append((number, (left, top)))
    return chosen
