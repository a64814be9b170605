"""The road: one dot for each lesson, one bend for each stage. The sign of the house, drawn where each dot stands."""

from dataclasses import dataclass

from mlroadmap.data.model import Lesson, Roadmap, Stage

LEFT, RIGHT = 50, 370
"""Where the straight parts begin and end, in the units of the drawing."""
TOP, STEP = 44, 72
"""Height of the first straight part, and the distance to the next."""
APART = 27
"""The distance of two dots."""


@dataclass(frozen=True)
class Stop:
    """The dot of a lesson."""

    lesson: Lesson
    x: float
    y: float


@dataclass(frozen=True)
class Stretch:
    """The straight part of a stage: where its name stands, and its dots in the order in which they are passed."""

    stage: Stage
    x: float
    y: float
    anchor: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Road:
    """The whole drawing: SVG path data of the road, and what stands on it."""

    path: str
    stretches: tuple[Stretch, ...]
    width: int
    height: int
    end: tuple[float, float]
    """Where the road ends."""


def draw_road(roadmap: Roadmap) -> Road:
    """Lay the stages out in turn from left to right and from right to left, each beginning at its bend."""
    stretches, path, end = [], f"M{LEFT} {TOP}", (LEFT, TOP)
    for row, stage in enumerate(roadmap.stages):
        y, onward = TOP + row * STEP, row % 2 == 0
        start, way = (LEFT, 1) if onward else (RIGHT, -1)
        lessons = [lesson for section in stage.sections for lesson in section.lessons]
        apart = min(APART, (RIGHT - LEFT) / max(1, len(lessons) - 1))
        stops = tuple(Stop(lesson, round(start + way * apart * place, 1), y) for place, lesson in enumerate(lessons))
        stretches.append(Stretch(stage, start, y - 20, "start" if onward else "end", stops))
        end = (RIGHT if onward else LEFT, y)
        path += f"H{end[0]}"
        if row + 1 < len(roadmap.stages):
            path += f"a{STEP // 2} {STEP // 2} 0 0 {int(onward)} 0 {STEP}"
    return Road(path, tuple(stretches), LEFT + RIGHT, int(end[1]) + 24, end)
