"""moto_server with what moto 5.2 lacks and the stacks need: backup selections, tags of backups and budgets, a budget's subscribers,
that a bucket tells EventBridge, a function's key, the check of a state machine's definition, a push application's date, where SES tells what became of mail,
the tags of a domain that mail comes from, and a queue's redrive policy in AWS's own spacing.

It keeps what it is given and gives it back, as moto itself does; it backs nothing up and counts no money.
"""
import json
import sys
import uuid
from urllib.parse import unquote

from moto.awslambda.models import LambdaFunction
from moto.backup.responses import BackupResponse
from moto.budgets.responses import BudgetsResponse
from moto.pinpoint.models import App
from moto.s3.responses import S3Response
from moto.server import main
from moto.sesv2.models import SESV2Backend
from moto.sesv2.responses import SESV2Response
from moto.sesv2.urls import url_paths as sesv2_paths
from moto.sqs.models import Queue
from moto.stepfunctions.responses import StepFunctionResponse

selections = {}
tags = {}
subscribers = {}


def create_backup_selection(self):
    plan = self.path.rstrip("/").split("/")[-2]
    made = {"SelectionId": str(uuid.uuid4()), "BackupPlanId": plan, "BackupSelection": json.loads(self.body)["BackupSelection"]}
    selections[made["SelectionId"]] = made
    return json.dumps(made)


def get_backup_selection(self):
    found = selections.get(unquote(self.path).rstrip("/").split("/")[-1])
    if found is None:
        return 404, {"x-amzn-errortype": "ResourceNotFoundException"}, json.dumps({"message": "Backup selection not found"})
    return json.dumps(found)


def delete_backup_selection(self):
    selections.pop(unquote(self.path).rstrip("/").split("/")[-1], None)
    return "{}"


def kept(create, member, arn_of):
    """Creating keeps the tags that came along."""

    def create_and_keep(self):
        body = json.loads(self.body)
        answer = create(self)
        tags[arn_of(answer)] = body.get(member) or {}
        return answer

    return create_and_keep


def list_backup_tags(self):
    return json.dumps({"Tags": tags.get(unquote(self.path).split("/tags/")[1].rstrip("/"), {})})


BackupResponse.create_backup_selection = create_backup_selection
BackupResponse.get_backup_selection = get_backup_selection
BackupResponse.delete_backup_selection = delete_backup_selection
BackupResponse.create_backup_plan = kept(BackupResponse.create_backup_plan, "BackupPlanTags", lambda answer: json.loads(answer)["BackupPlanArn"])
BackupResponse.create_backup_vault = kept(BackupResponse.create_backup_vault, "BackupVaultTags", lambda answer: json.loads(answer)["BackupVaultArn"])
BackupResponse.list_tags = list_backup_tags

create_budget = BudgetsResponse.create_budget
create_notification = BudgetsResponse.create_notification


def create_budget_and_keep(self):
    given = json.loads(self.body)
    tags[f"arn:aws:budgets::{given['AccountId']}:budget/{given['Budget']['BudgetName']}"] = given.get("ResourceTags") or []
    for one in given.get("NotificationsWithSubscribers") or []:
        subscribers[place(given["Budget"]["BudgetName"], one["Notification"])] = one["Subscribers"]
    return create_budget(self)


def create_notification_and_keep(self):
    given = json.loads(self.body)
    subscribers[place(given["BudgetName"], given["Notification"])] = given["Subscribers"]
    return create_notification(self)


def place(budget, notification):
    return budget, notification["NotificationType"], float(notification["Threshold"])


def describe_subscribers(self):
    return json.dumps({"Subscribers": subscribers.get(place(self._get_param("BudgetName"), self._get_param("Notification")), [])})


BudgetsResponse.create_budget = create_budget_and_keep
BudgetsResponse.create_notification = create_notification_and_keep
BudgetsResponse.describe_subscribers_for_notification = describe_subscribers
BudgetsResponse.list_tags_for_resource = lambda self: json.dumps({"ResourceTags": tags.get(self._get_param("ResourceARN"), [])})

get_bucket_notification = S3Response.get_bucket_notification


def get_bucket_notification_and_bridge(self):
    status, headers, body = get_bucket_notification(self)
    found = self.backend.get_bucket_notification_configuration(self.bucket_name)
    if found is None or found.event_bridge is None:
        return status, headers, body
    inner, end = "<EventBridgeConfiguration/>", "</NotificationConfiguration>"
    empty = body.endswith("/>")
    return status, headers, f"{body[:-2]}>{inner}{end}" if empty else body.replace(end, inner + end)


S3Response.get_bucket_notification = get_bucket_notification_and_bridge

made_function = LambdaFunction.__init__
said_function = LambdaFunction.get_configuration


def make_function_and_keep(self, account_id, spec, *more, **others):
    made_function(self, account_id, spec, *more, **others)
    self.kms_key_arn = spec.get("KMSKeyArn")


def say_function_and_key(self, *more, **others):
    key = {} if self.kms_key_arn is None else {"KMSKeyArn": self.kms_key_arn}
    return {**said_function(self, *more, **others), **key}


LambdaFunction.__init__ = make_function_and_keep
LambdaFunction.get_configuration = say_function_and_key

# Step Functions' own check of a definition: here libs/pipeline and asl-validator say it.
StepFunctionResponse.validate_state_machine_definition = lambda self: json.dumps({"result": "OK", "diagnostics": []})
StepFunctionResponse.list_state_machine_versions = lambda self: json.dumps({"stateMachineVersions": []})

app_to_json = App.to_json
App.to_json = lambda self: {**app_to_json(self), "CreationDate": str(self.created)}

configuration_sets = {}
destinations = {}
create_configuration_set = SESV2Response.create_configuration_set


def create_configuration_set_and_keep(self):
    body = json.loads(self.body)
    configuration_sets[body["ConfigurationSetName"]] = body
    return create_configuration_set(self)


def get_configuration_set(self):
    return json.dumps(configuration_sets[unquote(self.path).rstrip("/").split("/")[-1]])


def set_of_destination(self):
    return unquote(self.path).split("/configuration-sets/")[1].split("/")[0]


def create_event_destination(self):
    body = json.loads(self.body)
    destinations.setdefault(set_of_destination(self), []).append({"Name": body["EventDestinationName"], **body["EventDestination"]})
    return "{}"


def get_event_destinations(self):
    return json.dumps({"EventDestinations": destinations.get(set_of_destination(self), [])})


def delete_event_destination(self):
    destinations.pop(set_of_destination(self), None)
    return "{}"


of_destinations = "{0}/v2/email/configuration-sets/(?P<ConfigurationSetName>[^/]+)/event-destinations"
sesv2_paths.update({f"{of_destinations}$": SESV2Response.dispatch, f"{of_destinations}/(?P<EventDestinationName>[^/]+)$": SESV2Response.dispatch})
SESV2Response.create_configuration_set = create_configuration_set_and_keep
SESV2Response.get_configuration_set = get_configuration_set
SESV2Response.create_configuration_set_event_destination = create_event_destination
SESV2Response.get_configuration_set_event_destinations = get_event_destinations
SESV2Response.delete_configuration_set_event_destination = delete_event_destination

# moto notes them under a name of its own.
tags_of_email = SESV2Backend.list_tags_for_resource
SESV2Backend.list_tags_for_resource = lambda self, resource_arn: tags_of_email(self, resource_arn.replace(":identity/", ":email-identity/"))

queue_attributes = Queue.attributes


def attributes_in_aws_spacing(self):
    said = queue_attributes.fget(self)
    return {**said, "RedrivePolicy": json.dumps(self.redrive_policy, separators=(",", ":"))} if self.redrive_policy else said


Queue.attributes = property(attributes_in_aws_spacing)

sys.exit(main(sys.argv[1:]))
