"""Trains and scores as aws/sagemaker-xgboost-container 1.7 does in algorithm mode, with the same XGBoost and without the container.

Reads one JSON document: {"train": path, "score": path, "hyperParameters": {...}, "out": path}.
"""
import csv
import json
import sys

import numpy as np
import xgboost as xgb

INTEGERS = {"num_round", "max_depth", "max_leaves", "max_bin", "seed"}
TEXTS = {"objective", "eval_metric", "tree_method", "grow_policy"}


def train(path, given):
    with open(path) as file:
        delimiter = csv.Sniffer().sniff(file.readline()).delimiter  # data_utils.py: _get_csv_delimiter
    data = xgb.DMatrix(f"{path}?format=csv&label_column=0&delimiter={delimiter}")
    values = {name: value if name in TEXTS else int(value) if name in INTEGERS else float(value) for name, value in given.items()}
    rounds = values.pop("num_round")
    return xgb.train({**values, "nthread": 1}, data, rounds), data


def score(path, model):
    with open(path) as file:
        rows = [line.split(",", 1) for line in file.read().strip("\n").split("\n")]
    features = "\n".join(rest for _, rest in rows)  # InputFilter $[1:]
    delimiter = csv.Sniffer().sniff(features.split("\n")[0][:512]).delimiter  # encoder.py: csv_to_dmatrix
    values = np.array([["nan" if x == "" else x for x in line.split(delimiter)] for line in features.split("\n")]).astype(float)
    scores = model.predict(xgb.DMatrix(values))
    return [f"{place},{score}" for (place, _), score in zip(rows, scores)]  # JoinSource Input, OutputFilter $[0,-1]


asked = json.load(sys.stdin)
model, data = train(asked["train"], asked["hyperParameters"])
lines = score(asked["score"], model)
with open(asked["out"], "w") as file:
    file.write("\n".join(lines) + "\n")
missing = int(data.num_row() * data.num_col() - data.num_nonmissing())
json.dump({"rows": data.num_row(), "columns": data.num_col(), "missing": missing, "trees": model.num_boosted_rounds()}, sys.stdout)
