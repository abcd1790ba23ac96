"""The mean of two or more networks' weights, which were trained on from one another.

    python -m training.average OUT.safetensors ONE.safetensors OTHER.safetensors ...

Wortsman et al. 2022, "Model soups": the mean of weights that share a beginning often does better
than each; here it keeps what the earlier stage knew and the later one unlearnt.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training import encoder as networks


def main() -> None:
    """Read the arguments and write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    options = parser.parse_args()
    first, *others = [networks.load(path) for path in options.weights]
    states = [network.state_dict() for network in (first, *others)]
    mean = {
        name: sum(state[name] for state in states) / len(states)
        for name, value in states[0].items()
        if value.is_floating_point()
    }
    first.load_state_dict(mean, strict=False)
    networks.save(first, options.out)


if __name__ == "__main__":
    main()
