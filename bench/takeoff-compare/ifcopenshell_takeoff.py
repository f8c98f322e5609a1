"""One model through IfcOpenShell's geometry iterator on one thread, at its defaults (openings applied).

Prints JSON: seconds to open and to make all geometry (measuring the meshes afterwards is not counted), memory of the
bare interpreter, at idle (library loaded) and at its peak, and for each product its volume and whether its mesh is
closed.
"""

import json
import resource
import sys
import time


def resident_mb():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 1e6


bare = resident_mb()
import ifcopenshell  # noqa: E402
import ifcopenshell.geom  # noqa: E402
import numpy  # noqa: E402


def is_closed(vertices, faces):
    size = numpy.linalg.norm(vertices.max(axis=0) - vertices.min(axis=0))
    grid = numpy.round(vertices / max(1e-6, 2e-6 * size)).astype(numpy.int64)
    _, welded = numpy.unique(grid, axis=0, return_inverse=True)
    triangles = welded.reshape(-1)[faces]
    ends = numpy.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    ends = ends[ends[:, 0] != ends[:, 1]]
    sign = numpy.where(ends[:, 0] < ends[:, 1], 1, -1)
    ends.sort(axis=1)
    _, edge = numpy.unique(ends, axis=0, return_inverse=True)
    return not numpy.bincount(edge.reshape(-1), weights=sign).any()


def measure(vertices, faces):
    local = vertices - vertices.mean(axis=0)
    a, b, c = local[faces[:, 0]], local[faces[:, 1]], local[faces[:, 2]]
    volume = abs(numpy.einsum("ij,ij->i", a, numpy.cross(b, c)).sum() / 6)
    return {"volume": float(volume), "closed": is_closed(vertices, faces), "triangles": len(faces)}


def main(path):
    idle = resident_mb()
    started = time.perf_counter()
    model = ifcopenshell.open(path)
    opened = time.perf_counter()
    iterator = ifcopenshell.geom.iterator(ifcopenshell.geom.settings(), model, 1)
    spent = 0.0
    elements = {}
    lap = time.perf_counter()
    more = iterator.initialize()
    while more:
        shape = iterator.get()
        vertices = numpy.array(shape.geometry.verts).reshape(-1, 3)
        faces = numpy.array(shape.geometry.faces).reshape(-1, 3)
        spent += time.perf_counter() - lap
        if len(faces):
            elements[shape.guid] = {"class": shape.type, **measure(vertices, faces)}
        lap = time.perf_counter()
        more = iterator.next()
    spent += time.perf_counter() - lap
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(
        json.dumps(
            {
                "version": ifcopenshell.version,
                "seconds": opened - started + spent,
                "bareMb": bare,
                "idleMb": idle,
                "peakMb": peak,
                "elements": elements,
            }
        )
    )


main(sys.argv[1])
