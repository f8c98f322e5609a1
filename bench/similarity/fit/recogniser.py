"""Fits the building recogniser: `recogniser.py --train 7 8 9 --check 101`. Writes lib/search/ranking/data/recogniser.json."""

import argparse
import json
import time
from pathlib import Path

import numpy as np

from estimates import OTHER, STRUCTURES, TYPES, read, spoiled
from network import Network, softmax

OUT = Path(__file__).parents[3] / "lib/search/ranking/data/recogniser.json"
FINISHES = 3
SEEN_OFTEN = 100
HIDDEN = (96, 48)
BATCH = 1024


def logarithms(batch, base):
    """What is there, and how much against the base; lib/search/ranking/recogniser.ts reads the same."""
    amounts = np.concatenate([batch.entries, batch.trades], 1)
    there = amounts > 0
    return there, np.where(there, np.log(np.maximum(amounts, 1e-6)) - base[:, None], 0)


def total_of(batch):
    return np.log(np.maximum(1, batch.trades.sum(1)))


def scaling(batch, base):
    there, logs = logarithms(batch, base)
    count = np.maximum(1, there.sum(0))
    middle = logs.sum(0) / count
    spread = np.sqrt((there * (logs - middle) ** 2).sum(0) / count)
    return middle, np.maximum(0.2, spread)


def inputs(batch, base, scale, beside):
    there, logs = logarithms(batch, base)
    middle, spread = scale
    seen = np.where(there, np.clip((logs - middle) / spread, -4, 4), 0)
    storeys = np.log(np.maximum(1, batch.storeys))
    rest = np.stack([batch.storeys > 0, storeys, np.log1p((batch.entries > 0).sum(1)) - 2.5, *beside], 1)
    return np.concatenate([there, seen, rest, batch.kinds], 1).astype(np.float32)


def size_inputs(batch, scale):
    total = total_of(batch)
    stated = batch.area > 0
    ratio = np.where(stated, np.log(np.maximum(1, batch.area)) - total + 6, 0)
    return inputs(batch, total, scale, [stated, np.clip(ratio, -4, 4), (total - 14) / 2]), total


def building_inputs(batch, size, doubt, scale):
    stated = batch.area > 0
    ratio = np.where(stated, np.log(np.maximum(1, batch.area)) - size, 0)
    return inputs(batch, size, scale, [stated, np.clip(ratio * 5, -4, 4), (size - 7) / 1.5, doubt * 5])


def size_of(network, x, total):
    """Logarithm of the floor area and its standard deviation."""
    out = network.predict(x) if len(x) > 8192 else network.forward(x)[-1]
    return total - 6 + out[:, 0], np.exp(np.clip(out[:, 1], -4, 1.5))


def fit_size(train, trade_of, untaught, scale, random, epochs, rate):
    network = None
    n = len(train.area)
    for epoch in range(epochs):
        order = random.permutation(n)
        for at in range(0, n - BATCH + 1, BATCH):
            step = (epoch + at / n) / epochs
            batch = spoiled(train.take(order[at : at + BATCH]), trade_of, untaught, random)
            x, total = size_inputs(batch, scale)
            network = network or Network([x.shape[1], *HIDDEN, 2], random)
            layers = network.forward(x)
            out = layers[-1]
            spread = np.clip(out[:, 1], -4, 1.5)
            miss = out[:, 0] - (batch.log_area - total + 6)
            z = miss * np.exp(-spread)
            # Gaussian with the tails of a Huber loss: wrong decimal points are not to rule.
            pull = np.clip(z, -3, 3)
            gradient = np.stack([pull * np.exp(-spread), 1 - pull * z], 1)
            gradient[:, 0] = np.clip(gradient[:, 0], -20, 20)
            network.step(layers, (gradient / BATCH).astype(np.float32), schedule(rate, step))
    return network


def fit_building(train, trade_of, untaught, size_network, size_scale, scale, random, epochs, rate):
    network = None
    n = len(train.area)
    kinds, frames = len(TYPES) + 1, len(STRUCTURES) + 1
    for epoch in range(epochs):
        order = random.permutation(n)
        for at in range(0, n - BATCH + 1, BATCH):
            step = (epoch + at / n) / epochs
            batch = spoiled(train.take(order[at : at + BATCH]), trade_of, untaught, random)
            size, doubt = size_of(size_network, *size_inputs(batch, size_scale))
            x = building_inputs(batch, size, doubt, scale)
            network = network or Network([x.shape[1], *HIDDEN, kinds + frames + FINISHES], random)
            layers = network.forward(x)
            heads = np.split(layers[-1], [kinds, kinds + frames], axis=1)
            slopes = []
            for logits, label in zip(heads, (batch.type, batch.structure, batch.finish)):
                wanted = np.eye(logits.shape[1])[label % logits.shape[1]]
                if logits.shape[1] == FINISHES:
                    wanted[label == OTHER] = 1 / FINISHES
                slopes.append(softmax(logits) - wanted)
            network.step(layers, (np.concatenate(slopes, 1) / BATCH).astype(np.float32), schedule(rate, step))
    return network


def schedule(rate, step):
    return rate * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * step)))


def check(name, some, networks, scales):
    size, doubt = size_of(networks[0], *size_inputs(some, scales[0]))
    miss = size - some.log_area
    stated = some.area > 0
    z = np.abs(miss) / doubt
    heads = np.split(
        networks[1].predict(building_inputs(some, size, doubt, scales[1])),
        [len(TYPES) + 1, len(TYPES) + len(STRUCTURES) + 2], axis=1,
    )
    accuracy = [np.mean(h.argmax(1) == y) for h, y in zip(heads, (some.type, some.structure, some.finish))]
    deviation = lambda v: float(np.sqrt(np.mean(np.clip(v, -1, 1) ** 2)))
    print(
        f"{name}: type {accuracy[0]:.4f}, structure {accuracy[1]:.4f}, finish {accuracy[2]:.4f}; size within "
        f"{deviation(miss[stated]):.3f} (area stated), {deviation(miss[~stated]):.3f} (not); "
        f"within one deviation {np.mean(z < 1):.2f}, two {np.mean(z < 2):.2f}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", nargs="+", type=int, required=True)
    parser.add_argument("--check", nargs="*", type=int, default=[])
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--rate", type=float, default=0.003)
    options = parser.parse_args()
    started = time.time()
    random = np.random.default_rng(1)
    train, names = read(options.train)
    often = (train.entries > 0).sum(0) >= SEEN_OFTEN
    entry_names = [name for name, kept in zip(names["entries"], often) if kept]
    group = names["tradeOf"]
    trade_of = np.zeros((len(entry_names), len(names["trades"])), np.float32)
    for at, name in enumerate(entry_names):
        trade_of[at, names["trades"].index(group[name])] = 1
    train.entries = train.entries[:, often]
    taught = {"house", "apartment building", "office", "school", "warehouse", "factory", "shop", "hospital", "hotel", "car park"}
    untaught = np.array([at for at, kind in enumerate(names["kinds"]) if kind not in taught])
    scales = [scaling(train, total_of(train)), scaling(train, train.log_area)]
    sizes = fit_size(train, trade_of, untaught, scales[0], random, options.epochs, options.rate)
    print(f"{time.time() - started:.0f} s", flush=True)
    buildings = fit_building(
        train, trade_of, untaught, sizes, scales[0], scales[1], random, options.epochs, options.rate
    )
    print(f"{time.time() - started:.0f} s", flush=True)
    check("train", train, (sizes, buildings), scales)
    for seed in options.check:
        some, _ = read([seed])
        some.entries = some.entries[:, often]
        check(f"seed {seed}", some, (sizes, buildings), scales)
    rounded = lambda values, digits=4: [float(f"{v:.{digits}g}") for v in np.ravel(values)]
    network = lambda one: [
        {"inputs": int(w.shape[0]), "outputs": int(w.shape[1]), "weights": rounded(w), "biases": rounded(b)}
        for w, b in zip(one.weights, one.biases)
    ]
    OUT.write_text(
        json.dumps(
            {
                "entries": entry_names,
                "scale": {"size": [rounded(s) for s in scales[0]], "building": [rounded(s) for s in scales[1]]},
                "size": network(sizes),
                "building": network(buildings),
            },
            separators=(",", ":"),
        )
        + "\n"
    )
    print(f"{OUT.name}: {OUT.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
