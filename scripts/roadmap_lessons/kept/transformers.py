"""A small GPT that was trained for some minutes."""

import numpy as np

from roadmap_lessons.kept.kinds import Arrays, Names

GPT, STEPS, RATE = (64, 4, 3, 64), 16_000, 0.006
"""Numbers a vector, heads, blocks, characters a window; steps and the highest rate."""


def small_gpt(names: Names) -> Arrays:
    """Return the weights of a network that was trained for some minutes."""
    names["torch"].set_num_threads(1)
    net = names["train"](names["fresh"](0, *GPT), 0, steps=STEPS, rate=RATE)
    return {name: values.numpy().astype("float16") for name, values in net.state_dict().items()}


def by_bits(names: Names, one: Arrays, other: Arrays) -> float:
    """Return by how many bits a character of the test chapters two networks differ."""

    def bits(weights: Arrays) -> float:
        net = names["GPT"](*GPT)
        net.load_state_dict({name: names["torch"].tensor(weights[name].astype("float32")) for name in weights})
        return float(np.concatenate(names["bits_of"](net, names["test_texts"])).mean())

    return abs(bits(one) - bits(other))
