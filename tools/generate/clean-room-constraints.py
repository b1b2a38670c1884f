"""Writes libs/clean-room-api/src/constraints/facts.json: lengths, patterns, ranges and enums of all that a caller sends to AWS Clean Rooms.

The service model inside botocore has them; the run-time schemas of the JavaScript SDK have not.
Run it with any botocore: python3 tools/generate/clean-room-constraints.py > libs/clean-room-api/src/constraints/facts.json
"""

import json
import sys

import botocore
from botocore.loaders import Loader

model = Loader().load_service_model("cleanrooms", "service-2")
shapes = model["shapes"]
LIMITS = ("min", "max", "pattern", "enum")
values, members, queue = {}, {}, [op["input"]["shape"] for op in model["operations"].values() if "input" in op]


def visit(name):
    """Notes a shape's facts; says whether there is anything to check at or below it."""
    if name in values:
        return True
    shape = shapes[name]
    kind = shape["type"]
    if kind == "structure":
        queue.append(name)
        return False
    facts = {key: shape[key] for key in LIMITS if key in shape}
    if kind in ("integer", "long"):
        facts["whole"] = True
    if kind == "list" and visit(shape["member"]["shape"]):
        facts["each"] = shape["member"]["shape"]
    if kind == "map":
        facts.update({part: shape[part]["shape"] for part in ("key", "value") if visit(shape[part]["shape"])})
    if facts:
        values[name] = facts
    return bool(facts)


while queue:
    structure = queue.pop()
    if structure in members:
        continue
    members[structure] = {}
    for member, reference in shapes[structure]["members"].items():
        if visit(reference["shape"]):
            members[structure][member] = reference["shape"]

facts = {
    "source": f"botocore {botocore.__version__}, data/cleanrooms/{model['metadata']['apiVersion']}/service-2.json (Apache-2.0)",
    "generator": "tools/generate/clean-room-constraints.py",
    "values": dict(sorted(values.items())),
    "members": {name: found for name, found in sorted(members.items()) if found},
}
json.dump(facts, sys.stdout, indent=1, ensure_ascii=True)
print()
