"""Reads what export-estimates.ts wrote, and spoils it as real life does."""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(os.environ.get("BENCH_SCRATCH", Path(tempfile.gettempdir()) / "construction-ai-bench")) / "fit"

TYPES = [
    "detached", "terraced", "apartments", "office", "school",
    "warehouse", "retail", "hospital", "hotel", "parking",
]
STRUCTURES = ["insitu", "precast", "steel", "masonry", "timberframe", "masstimber"]
OTHER = -1


@dataclass
class Estimates:
    """`amounts`: USD by entry, then by trade what no entry of these tells; labels: OTHER where it is no known building."""

    entries: np.ndarray
    trades: np.ndarray
    area: np.ndarray
    storeys: np.ndarray
    kinds: np.ndarray
    type: np.ndarray
    structure: np.ndarray
    finish: np.ndarray
    log_area: np.ndarray

    def take(self, rows):
        return Estimates(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def read(seeds):
    parts = []
    for seed in seeds:
        names = json.loads((FOLDER / f"{seed}.json").read_text())
        entries, trades, kinds, truth = (names[key] for key in ("entries", "trades", "kinds", "truth"))
        width = len(entries) + len(trades) + 2 + len(kinds)
        rows = np.fromfile(FOLDER / f"{seed}.f32", np.float32).reshape(-1, width)
        cut = np.cumsum([len(entries), len(trades), 1, 1])
        e, t, area, storeys, k = np.split(rows, cut, axis=1)
        parts.append(
            Estimates(
                e, t, area[:, 0], storeys[:, 0], k,
                np.array([TYPES.index(one["type"]) for one in truth]),
                np.array([STRUCTURES.index(one["structure"]) for one in truth]),
                np.array([one["spec"] for one in truth]),
                np.log([one["areaM2"] for one in truth]).astype(np.float32),
            )
        )
    whole = Estimates(*(np.concatenate([getattr(p, n) for p in parts]) for n in Estimates.__dataclass_fields__))
    return whole, names


def spoiled(batch, trade_of, untaught, random, share=0.5):
    """Lines, areas, storeys and texts left out, names that nobody knows, and buildings that are none of the known."""
    n = len(batch.area)
    out = batch.take(np.arange(n))
    strange = random.random(n) < 0.08
    if strange.any():
        make_strange(out, np.flatnonzero(strange), trade_of, untaught, random)
    spoil = random.random(n) < share
    keep = np.where(spoil, random.uniform(0.1, 1, n), 1)[:, None]
    lost = (random.random(out.entries.shape) > keep) & (out.entries > 0)
    unknown = lost & (random.random((n, 1)) < 0.15)
    gone = np.where(lost, out.entries, 0)
    out.entries = out.entries - gone
    out.trades = np.maximum(0, out.trades - gone @ trade_of)
    out.trades[:, -1] += np.where(unknown, gone, 0).sum(1)
    out.area = np.where(spoil & (random.random(n) < 0.3), 0, out.area)
    out.storeys = np.where(random.random(n) < 0.15, 0, out.storeys)
    out.kinds = np.where((random.random(n) < 0.15)[:, None], 0, out.kinds)
    out.trades[out.trades < 1e-3] = 0
    return out


def make_strange(out, rows, trade_of, untaught, random):
    """Lines of several buildings in amounts that go with none, under a name that was not taught or none."""
    donors = rows[random.integers(0, len(rows), (3, len(rows)))]
    before = out.entries.copy()
    pick = random.integers(0, 3, (len(rows), before.shape[1]))
    mixed = np.choose(pick, [before[d] for d in donors])
    factors = np.exp(random.normal(0, 1.2, mixed.shape)).astype(np.float32)
    few = random.random(mixed.shape) < random.uniform(0.1, 0.9, (len(rows), 1))
    changed = np.where(few, mixed * factors, 0)
    delta = changed - before[rows]
    out.entries[rows] = changed
    out.trades[rows] = np.maximum(0, out.trades[rows] + delta @ trade_of)
    named = random.random(len(rows)) < 0.5
    kinds = np.zeros_like(out.kinds[rows])
    kinds[np.arange(len(rows)), untaught[random.integers(0, len(untaught), len(rows))]] = named
    out.kinds[rows] = kinds
    out.type[rows] = OTHER
    out.structure[rows] = OTHER
    out.finish[rows] = OTHER
