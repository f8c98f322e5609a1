"""A small fully connected network with rectified layers, fitted by Adam. Losses give the gradient of the last layer."""

import numpy as np


class Network:
    def __init__(self, sizes, random):
        self.weights = [random.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32) for a, b in zip(sizes, sizes[1:])]
        self.biases = [np.zeros(b, np.float32) for b in sizes[1:]]
        self.moments = [(np.zeros_like(p), np.zeros_like(p)) for p in self.weights + self.biases]
        self.steps = 0

    def forward(self, x):
        layers = [x]
        for at, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = x @ w + b
            if at < len(self.weights) - 1:
                x = np.maximum(x, 0)
            layers.append(x)
        return layers

    def predict(self, x, rows=8192):
        return np.concatenate([self.forward(x[at : at + rows])[-1] for at in range(0, len(x), rows)])

    def step(self, layers, gradient, rate, decay=1e-5):
        ws, bs = [], []
        for at in range(len(self.weights) - 1, -1, -1):
            ws.insert(0, layers[at].T @ gradient + decay * self.weights[at])
            bs.insert(0, gradient.sum(0))
            if at > 0:
                gradient = (gradient @ self.weights[at].T) * (layers[at] > 0)
        self.steps += 1
        for parameter, slope, (first, second) in zip(self.weights + self.biases, ws + bs, self.moments):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope**2 - second)
            scale = rate * np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
            parameter -= scale * first / (np.sqrt(second) + 1e-8)


def softmax(logits):
    e = np.exp(logits - logits.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)
