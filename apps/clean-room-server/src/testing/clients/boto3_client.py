"""Calls AWS Clean Rooms by boto3: a JSON call a line in, what came of it a line out."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
clients = {}


def client_of(key, secret):
    if key not in clients:
        config = Config(retries={"total_max_attempts": 1})
        session = boto3.Session(aws_access_key_id=key, aws_secret_access_key=secret, region_name="eu-west-1")
        clients[key] = session.client("cleanrooms", endpoint_url=ENDPOINT, config=config)
    return clients[key]


def call(key, secret, operation, members):
    client = client_of(key, secret)
    method = next(name for name, api in client.meta.method_to_api_mapping.items() if api == operation)
    try:
        return {"answer": getattr(client, method)(**members)}
    except ClientError as error:
        return {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}}


for line in sys.stdin:
    print(json.dumps(call(**json.loads(line)), default=str), flush=True)
