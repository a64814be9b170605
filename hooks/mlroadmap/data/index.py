"""Where a row belongs: its stage, its section, and the ticks that count towards them."""

from mlroadmap.data.model import Roadmap


def progress_keys(roadmap: Roadmap) -> dict[str, list[str]]:
    """Return the keys of the ticks that count towards each section, each stage, and `all`: lessons and milestones."""
    found: dict[str, list[str]] = {}
    for stage in roadmap.stages:
        for section in stage.sections:
            items = [item.id for item in stage.milestone.items if stage.home_of(item) is section]
            found[section.id] = [f"lesson:{lesson.id}" for lesson in section.lessons]
            found[section.id] += [f"milestone:{id_}" for id_ in items]
        found[stage.id] = [key for section in stage.sections for key in found[section.id]]
    return found | {"all": [key for stage in roadmap.stages for key in found[stage.id]]}


def location_of(roadmap: Roadmap) -> dict[str, tuple[str, str]]:
    """Return, for each resource id, the number of its stage (or the name of its list) and that of its section."""
    homes = {one.id: ("interview", "interview") for one in roadmap.interview}
    homes |= {one.id: ("communities", "communities") for one in roadmap.communities}
    for stage in roadmap.stages:
        for section in stage.sections:
            homes |= {one.id: (str(stage.number), section.id) for one in section.resources}
    return homes
