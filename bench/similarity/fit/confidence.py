"""Fits the range's spread and the confidence: `confidence.py --train 13 --check 8`. Writes lib/search/ranking/data/average.json."""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from estimates import FOLDER

OUT = Path(__file__).parents[3] / "lib/search/ranking/data/average.json"
REACH = 1.3
MOST = 0.3
BOUNDS = [(0.01, 0.15), (0, 1.5), (0.5, 10)]


def rows_of(seeds):
    """As lib/search/ranking/average.ts: error, similarity, variance found, count."""
    out = []
    for seed in seeds:
        for question in json.loads((FOLDER / f"costs-{seed}.json").read_text()):
            area = question["floorAreaM2"]
            found = [c for c in question["comparable"] if c["cost"]]
            sized = [c for c in found if area and c["floorAreaM2"]]
            if not found:
                continue
            costs = np.array([c["cost"] / c["floorAreaM2"] * area for c in sized] or [c["cost"] for c in found])
            weights = np.array([c["score"] for c in (sized or found)])
            share = weights / weights.sum()
            centre = share @ np.log(costs)
            variance = share @ (np.log(costs) - centre) ** 2
            error = np.log(question["cost"] / (share @ costs))
            out.append((error, share @ weights, variance, len(costs)))
    return np.array(out, float).T


def spread(parameters, rows):
    same, unlike, counts = parameters
    _, similarity, variance, count = rows
    usual = same + unlike * (1 - similarity)
    return np.sqrt((counts * usual**2 + count * variance) / (counts + count - 1) * (1 + 1 / count))


def ranges(parameters, rows):
    """Half the range, and the logarithm of its part of what it would be without its bound."""
    full = REACH * spread(parameters, rows)
    reach = np.minimum(MOST, full)
    return reach, np.log(reach / full)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", nargs="+", type=int, required=True)
    parser.add_argument("--check", nargs="*", type=int, default=[])
    options = parser.parse_args()
    rows = rows_of(options.train)
    # A Laplace distribution: a few costs lie far out.
    unlikely = lambda p: np.mean(np.log(spread(p, rows)) + np.sqrt(2) * np.abs(rows[0]) / spread(p, rows))
    # Bounded, so that five that agree give a narrower range than one: unlikeness past it shows in the confidence.
    usual = minimize(unlikely, [0.1, 0.5, 3], method="Nelder-Mead", bounds=BOUNDS, options=dict(maxiter=3000)).x
    usual = np.array([float(f"{v:.3g}") for v in usual])
    reach, width = ranges(usual, rows)
    within = np.abs(rows[0]) <= reach

    def loss(curve):
        logit = curve[0] + curve[1] * width
        return np.mean(np.logaddexp(0, logit) - within * logit)

    curve = np.round(minimize(loss, np.ones(2)).x, 3)
    for seeds in [options.train, *[[seed] for seed in options.check]]:
        some = rows_of(seeds)
        reach, width = ranges(usual, some)
        hit = np.abs(some[0]) <= reach
        stated = 1 / (1 + np.exp(-curve[0] - curve[1] * width))
        parts = np.array_split(np.argsort(stated), 10)
        gap = sum(len(p) * abs(stated[p].mean() - hit[p].mean()) for p in parts) / len(hit)
        print(f"seeds {seeds}: {len(hit)} answers, error {gap:.3f}; stated/observed",
              " ".join(f"{stated[p].mean():.2f}/{hit[p].mean():.2f}" for p in parts))
    same, unlike, counts = map(float, usual)
    OUT.write_text(json.dumps({
        "reach": REACH,
        "most": MOST,
        "usual": {"same": same, "unlike": unlike, "counts": counts},
        "confidence": {"base": float(curve[0]), "width": float(curve[1])},
    }, indent=2) + "\n")
    print(OUT.read_text())


if __name__ == "__main__":
    main()
