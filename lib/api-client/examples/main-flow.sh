# An organisation's address and one of its API keys.
BASE=https://acme.example.com
KEY=cai_...

# Uploads a model as one form; large ones go in parts.
curl --fail-with-body "$BASE/api/files/upload" -H "authorization: Bearer $KEY" -F file=@house.ifc

# Asks whether it is processed, then for its quantities.
curl --fail-with-body "$BASE/api/files/$FILE_ID" -H "authorization: Bearer $KEY"
curl --fail-with-body "$BASE/api/files/$FILE_ID/analysis" -H "authorization: Bearer $KEY"

# Prices quantities entered by hand; sent again with the same key, it makes no second estimate.
curl --fail-with-body "$BASE/api/cost-estimates" -H "authorization: Bearer $KEY" \
  -H "idempotency-key: 5f0c8a52-4a0e-4a7e-9d0e-0c9f8a1b2c3d" -H "content-type: application/json" \
  -d '{"materials":{"concrete":{"quantity":120,"unit":"m3"}},"location":"Berlin","labor_rate":48,"equipment_rate":75}'

# How much of the month's plan is used.
curl --fail-with-body "$BASE/api/usage/current" -H "authorization: Bearer $KEY"
