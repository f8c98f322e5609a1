#!/usr/bin/env bash
# Makes lib/search/ranking/data/{recogniser,weights,average}.json anew (README.md). Run from the repository's root.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
fit=bench/similarity/fit
taught=(7 9 10 11 12)
weighed=13
checked=8
scratch=${BENCH_SCRATCH:-${TMPDIR:-/tmp}/construction-ai-bench}
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --requirement $fit/requirements.txt
node $fit/export-estimates.ts "${taught[@]}" $checked
"$scratch/venv/bin/python" $fit/recogniser.py --train "${taught[@]}" --check $checked
node $fit/export-pairs.ts $weighed $checked
"$scratch/venv/bin/python" $fit/weights.py --train $weighed --check $checked
node $fit/export-costs.ts $weighed $checked
"$scratch/venv/bin/python" $fit/confidence.py --train $weighed --check $checked
