"""Makes lib/search/embedding/testing/reference-vectors.json: what onnxruntime and tokenizers for Python make of some texts.

Usage: python3 minilm-reference.py "$(bash minilm-peer.sh)" > reference-vectors.json
Needs PyPI's onnxruntime, tokenizers and numpy (made with 1.32.0, 0.23.3 and 2.4.6).
"""
import base64
import json
import sys

import numpy
import onnxruntime
from tokenizers import Tokenizer

TEXTS = [
    "Reinforced concrete C30/37",
    "Stahlbetondecke, Ortbeton",
    "Kalkzandsteen binnenmuren met minerale wol",
    "Two-storey school with a glulam frame, larch cladding and triple glazing. Oslo",
    "Office building of twelve storeys. " * 60,
]
model = sys.argv[1] + "/sentence-transformers/all-MiniLM-L6-v2"
tokenizer = Tokenizer.from_file(model + "/tokenizer.json")
tokenizer.no_padding()
tokenizer.enable_truncation(max_length=256)
session = onnxruntime.InferenceSession(model + "/onnx/model_quantized.onnx", providers=["CPUExecutionProvider"])
wanted = {given.name for given in session.get_inputs()}


def embed(text):
    encoding = tokenizer.encode(text)
    given = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask, "token_type_ids": encoding.type_ids}
    tokens = session.run(None, {name: numpy.array([ids]) for name, ids in given.items() if name in wanted})[0][0]
    mean = tokens.mean(axis=0)
    return (mean / numpy.linalg.norm(mean)).astype("<f4")


vectors = [base64.b64encode(embed(text).tobytes()).decode() for text in TEXTS]
print(json.dumps([{"text": text, "vector": vector} for text, vector in zip(TEXTS, vectors)], indent=1))
