"""moto with isolated-dynamodb.py, and what one account gives another: an event bus to put events on and a secret to read, by ARN. moto looks
for both in the caller's own account alone; whether a policy lets the caller in is asked of no one here.
"""
import copy
import runpy
from pathlib import Path

from moto.events.models import EventsBackend, events_backends
from moto.secretsmanager.models import SecretsManagerBackend, secretsmanager_backends

put_events = EventsBackend.put_events


def put_where_the_bus_is(self, events):
    answers = []
    for event in events:
        bus = event.get("EventBusName") or ""
        account = bus.split(":")[4] if bus.startswith("arn:") else self.account_id
        if account == self.account_id:
            answers += put_events(self, [event])
            continue
        sent = copy.copy(events_backends[account][self.region_name])
        sent.account_id = self.account_id  # whom the event says it comes from
        answers += put_events(sent, [event])
    return answers


get_secret_value = SecretsManagerBackend.get_secret_value


def get_where_the_secret_is(self, secret_id, version_id, version_stage):
    account = secret_id.split(":")[4] if secret_id.startswith("arn:") else self.account_id
    return get_secret_value(secretsmanager_backends[account][self.region_name], secret_id, version_id, version_stage)


SecretsManagerBackend.get_secret_value = get_where_the_secret_is
EventsBackend.put_events = put_where_the_bus_is
runpy.run_path(str(Path(__file__).parents[3] / "libs/testing/src/isolated-dynamodb.py"), run_name="__main__")
