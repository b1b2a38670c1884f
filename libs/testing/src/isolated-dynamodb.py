"""moto_server whose DynamoDB keeps transactions apart, as DynamoDB does and moto 5.2 does not.

moto copies whole tables before a transaction and puts the copies back when it is cancelled: what another thread wrote meanwhile is
lost, and each costs time by the table's size. Here requests take turns, and all conditions are looked at before anything is written.
"""
import copy
import sys
from threading import RLock
from types import SimpleNamespace

from moto.dynamodb import models
from moto.dynamodb.comparisons import get_filter_expression
from moto.dynamodb.exceptions import TransactionCanceledException
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler
from moto.server import main

turn = RLock()
call_action = DynamoHandler.call_action
transact_write_items = models.DynamoDBBackend.transact_write_items

NO_ERROR = (None, None, None)


def call_in_turn(self):
    with turn:
        return call_action(self)


def outcome(backend, action):
    kind, op = next(iter(action.items()))
    if op.get("ConditionExpression") is None:
        return NO_ERROR
    table = backend.get_table(op["TableName"])
    given = op["Item"] if kind == "Put" else op["Key"]
    key = {name: given[name] for name in (table.hash_key_attr, table.range_key_attr) if name is not None}
    current = backend.get_item(op["TableName"], key)
    condition = get_filter_expression(op["ConditionExpression"], op.get("ExpressionAttributeNames"), op.get("ExpressionAttributeValues"))
    return NO_ERROR if condition.expr(current) else ("ConditionalCheckFailed", "The conditional request failed", None)


def transact_all_or_nothing(self, transact_items):
    outcomes = [outcome(self, action) for action in transact_items]
    if any(code is not None for code, _, _ in outcomes):
        raise TransactionCanceledException(outcomes)
    return transact_write_items(self, [without_condition(action) for action in transact_items])


def without_condition(action):
    kind, op = next(iter(action.items()))
    return action if kind == "ConditionCheck" else {kind: {name: value for name, value in op.items() if name != "ConditionExpression"}}


DynamoHandler.call_action = call_in_turn
models.DynamoDBBackend.transact_write_items = transact_all_or_nothing
models.copy = SimpleNamespace(deepcopy=lambda value: value if isinstance(value, Table) else copy.deepcopy(value))

sys.exit(main(sys.argv[1:]))
