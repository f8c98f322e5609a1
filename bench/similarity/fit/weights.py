"""Fits what differences count: `weights.py --train 13 14 --check 101`. Writes lib/search/ranking/data/weights.json."""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from estimates import FOLDER

OUT = Path(__file__).parents[3] / "lib/search/ranking/data/weights.json"
THRESHOLD = 0.7
RELEVANT = 2
MOST = 0.98
# Whatever the recogniser says, the bills themselves count: what nothing was learned of is told apart by them alone.
LEAST = {"entries": 0.015}


class Pairs:
    def __init__(self, seeds):
        parts, lengths = [], []
        for seed in seeds:
            names = json.loads((FOLDER / f"pairs-{seed}.json").read_text())
            self.aspects, self.columns = names["aspects"], names["columns"]
            width = len(self.aspects) + len(self.columns) + 1
            parts.append(np.fromfile(FOLDER / f"pairs-{seed}.f32", np.float32).reshape(-1, width))
            lengths += names["lengths"]
        rows = np.concatenate(parts)
        count = len(self.aspects)
        self.present = rows[:, :count].astype(bool)
        self.differences = np.ascontiguousarray(rows[:, count:-1])
        self.grades = rows[:, -1].astype(int)
        self.starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self.question = np.repeat(np.arange(len(lengths)), lengths)
        self.of = np.array([self.aspects.index(column["aspect"]) for column in self.columns])
        gain = 2.0**self.grades - 1
        self.wanted = gain / np.add.reduceat(gain, self.starts)[self.question]


def losses(parameters, of, count):
    """Non-negative, and below MOST together in each aspect: a softmax with a part that nothing is lost of."""
    weights = np.exp(parameters)
    totals = 1 + np.bincount(of, weights, count)
    return MOST * weights / totals[of]


def distances(pairs, loses):
    """By aspect the logarithm of what is kept of a comparison's worth, negative."""
    out = np.zeros((len(pairs.grades), len(pairs.aspects)))
    for at in range(len(pairs.aspects)):
        own = np.flatnonzero(pairs.of == at)
        out[:, at] = -np.log(1 - np.minimum(0.999, pairs.differences[:, own] @ loses[own].astype(np.float32)))
    return np.where(pairs.present, out, 0)


def fit(pairs, penalty=1e-4):
    count = len(pairs.aspects)

    def loss(parameters):
        loses = losses(parameters, pairs.of, count)
        apart = distances(pairs, loses)
        score = -apart.sum(1)
        score -= np.maximum.reduceat(score, pairs.starts)[pairs.question]
        e = np.exp(score)
        whole = np.add.reduceat(e, pairs.starts)[pairs.question]
        n = len(pairs.starts)
        value = -(pairs.wanted * (score - np.log(whole))).sum() / n
        pull = (pairs.wanted - e / whole) / n
        by_loss = np.empty(len(pairs.of))
        for at in range(count):
            own = np.flatnonzero(pairs.of == at)
            kept = np.exp(apart[:, at])
            by_loss[own] = pairs.differences[:, own].T @ (pull * kept * pairs.present[:, at]).astype(np.float32)
        share = loses / MOST
        inner = np.bincount(pairs.of, by_loss * loses, count)
        slope = by_loss * loses - share * inner[pairs.of]
        return value + penalty * ((parameters + 3) ** 2).sum(), slope + 2 * penalty * (parameters + 3)

    start = np.full(len(pairs.of), -3.0)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=dict(maxiter=300))
    return losses(found.x, pairs.of, count)


def figures(pairs, score):
    precision, ndcg = [], []
    discount = 1 / np.log2(np.arange(10) + 2)
    for start, end in zip(pairs.starts, [*pairs.starts[1:], len(score)]):
        grades = pairs.grades[start:end]
        found = grades[np.argsort(-score[start:end], kind="stable")]
        ideal = np.sort(grades)[::-1]
        precision.append((found[:5] >= RELEVANT).mean())
        ndcg.append(((2.0 ** found[:10] - 1) @ discount) / ((2.0 ** ideal[:10] - 1) @ discount))
    return np.mean(precision), np.mean(ndcg)


def whole(pairs, apart, weights):
    return apart.sum(1) / (pairs.present @ weights)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", nargs="+", type=int, required=True)
    parser.add_argument("--check", nargs="*", type=int, default=[])
    options = parser.parse_args()
    pairs = Pairs(options.train)
    loses = fit(pairs)
    least = np.array([LEAST.get(column["name"], 0) for column in pairs.columns])
    loses = np.maximum(least, np.where(loses < 0.005, 0, np.round(loses, 3)))
    apart = distances(pairs, loses)
    # An aspect weighs what it usually takes from estimates that are no comparison.
    worse = pairs.grades < RELEVANT
    weights = np.array([apart[worse & pairs.present[:, at], at].mean() for at in range(len(pairs.aspects))])
    weights = np.maximum(weights, 0.02 * weights.sum())
    weights = np.round(weights / weights.sum(), 3)
    total = whole(pairs, apart, weights)
    order = np.argsort(total)
    good = pairs.grades[order] >= RELEVANT
    hits = np.cumsum(good)
    best = (2 * hits / (np.arange(1, len(good) + 1) + good.sum())).argmax()
    falloff = float(np.round(total[order][best] / -np.log(THRESHOLD), 3))
    print(f"Of those above {THRESHOLD}, {hits[best] / (best + 1):.3f} are good, {hits[best] / good.sum():.3f} of all good ones")
    report = lambda name, some, far: print(
        name, "precision@5 {:.4f}, nDCG@10 {:.4f}".format(*figures(some, -whole(some, far, weights))), flush=True
    )
    report("fitted on:", pairs, apart)
    for seed in options.check:
        some = Pairs([seed])
        far = distances(some, loses)
        report(f"seed {seed}:", some, far)
        score = np.exp(-whole(some, far, weights) / falloff)
        for low in np.arange(0.4, 1, 0.1):
            within = (score >= low) & (score < low + 0.1 + 1e-6)
            print(f"  {low:.1f}: {within.sum()} results, {(some.grades[within] >= RELEVANT).mean():.2f} good")
    aspects = {
        aspect: {
            "weight": float(weights[at]),
            "loses": {
                column["name"]: float(loses[i])
                for i, column in enumerate(pairs.columns)
                if column["aspect"] == aspect and loses[i] > 0
            },
        }
        for at, aspect in enumerate(pairs.aspects)
    }
    OUT.write_text(json.dumps({"falloff": falloff, "aspects": aspects}, indent=2) + "\n")
    print(OUT.read_text())


if __name__ == "__main__":
    main()
