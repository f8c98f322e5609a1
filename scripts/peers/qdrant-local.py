import json
import sys

from qdrant_client import QdrantClient, models

given = json.load(sys.stdin)
client = QdrantClient(":memory:")
client.create_collection(
    "points", vectors_config=models.VectorParams(size=384, distance=models.Distance.COSINE)
)
points = [models.PointStruct.model_validate(point) for point in given["points"]]
for at in range(0, len(points), 200):
    client.upsert("points", points[at : at + 200])


def answer(request):
    found = client.query_points(
        "points",
        query=request["query"],
        query_filter=models.Filter.model_validate(request["filter"]),
        limit=request["limit"],
        score_threshold=request.get("score_threshold"),
        with_payload=False,
    )
    return [{"id": str(point.id), "score": point.score} for point in found.points]


json.dump([answer(request) for request in given["requests"]], sys.stdout)
