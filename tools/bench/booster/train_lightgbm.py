"""A process of its own: FOLDER SETTINGS(JSON) SEEDS RUNS. Prints {"seed": [CPU seconds a run]}; writes lightgbm-SEED.f64."""

import json
import os
import sys
import time

import lightgbm
import numpy

folder, settings, seeds, runs = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3]), int(sys.argv[4])
with open(os.path.join(folder, "columns.json"), encoding="utf-8") as file:
    head = json.load(file)
columns = head["columns"]
values = numpy.fromfile(os.path.join(folder, "values.f64")).reshape(len(columns), head["rows"]).T
labels = numpy.fromfile(os.path.join(folder, "labels.u8"), dtype=numpy.uint8)
categorical = [index for index, column in enumerate(columns) if column["kind"] == "categorical"]
parameters = {
    "objective": "binary",
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
    "learning_rate": settings["learningRate"],
    "num_leaves": settings["leaves"],
    "min_data_in_leaf": settings["minRowsInLeaf"],
    "max_bin": settings["bins"],
}


def rows_of(side: str, seed: int) -> numpy.ndarray:
    return numpy.fromfile(os.path.join(folder, f"{side}-{seed}.i32"), dtype=numpy.int32)


seconds = {}
for seed in seeds:
    train = rows_of("train", seed)
    matrix, target = numpy.ascontiguousarray(values[train]), labels[train]
    seconds[str(seed)] = []
    for _ in range(runs):
        start = time.process_time()
        data = lightgbm.Dataset(matrix, target, categorical_feature=categorical, params=parameters)
        model = lightgbm.train(parameters, data, num_boost_round=settings["trees"])
        seconds[str(seed)].append(time.process_time() - start)
    model.predict(values[rows_of("test", seed)], num_threads=1).tofile(os.path.join(folder, f"lightgbm-{seed}.f64"))
print(json.dumps(seconds))
