import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { type Channels, realTimer } from '@parley/activation';
import {
  documentClient, DynamoConsentStore, DynamoDeadLetters, DynamoDeferredQueue, DynamoInbox, DynamoSendLedger, DynamoStopSwitch, DynamoSuppressionStore,
  EventBusChannel, InAppChannel, ItemTable, PushChannel, SesEmailChannel, SmsChannel, unsubscribeKeys,
} from '@parley/aws-activation';
import { randomUUID } from 'node:crypto';
import type { ActivationPorts } from './open-ports';
import { audienceEnvironment, readFor, type SendingEnvironment, sendingEnvironment } from './sending-environment';

/** What build-segments needs to count who may be written to: no channel, no ledger. */
export function audiencePorts(): ActivationPorts {
  const { AWS_REGION: region, CONSENT_TABLE, UNSUBSCRIBE_KEY_ARN } = readFor(audienceEnvironment, process.env);
  const consent = new ItemTable(documentClient({ region }), CONSENT_TABLE);
  return {
    consents: new DynamoConsentStore(consent),
    suppressions: new DynamoSuppressionStore(consent),
    unsubscribeKeys: unsubscribeKeys(new SecretsManager({ region }), UNSUBSCRIBE_KEY_ARN),
  };
}

/** What activate-segments sends with. */
export function sendingPorts(): ActivationPorts {
  const environment = readFor(sendingEnvironment, process.env);
  const client = documentClient({ region: environment.AWS_REGION });
  const [ledger, deferred, inbox] = [environment.LEDGER_TABLE, environment.DEFERRED_TABLE, environment.INBOX_TABLE].map((name) => new ItemTable(client, name));
  if (!ledger || !deferred || !inbox) throw new Error('three tables were named');
  return {
    ...audiencePorts(),
    channels: channelsOf(environment, new DynamoInbox(inbox)),
    ledger: new DynamoSendLedger(ledger),
    stop: new DynamoStopSwitch(ledger),
    deferred: new DynamoDeferredQueue(deferred),
    deadLetters: new DynamoDeadLetters(deferred),
    timer: realTimer,
    worker: randomUUID(), // a start of the function: no two that live have one name
  };
}

function channelsOf(environment: SendingEnvironment, inbox: DynamoInbox): Channels {
  const { CONFIGURATION_SET: configurationSet, SMS_ORIGINATION_IDENTITY, SMS_MAX_PRICE, PUSH_APPLICATION_ID, CUSTOM_BUS, SHARDS_AT_ONCE } = environment;
  const connection = { region: environment.AWS_REGION };
  const share = (rate: number): number => rate / SHARDS_AT_ONCE;
  return {
    email: new SesEmailChannel({ connection, configurationSet, ratePerSecond: share(environment.EMAIL_RATE) }),
    'in-app': new InAppChannel(inbox, share(environment.IN_APP_RATE)),
    custom: new EventBusChannel({ connection, bus: CUSTOM_BUS, ratePerSecond: share(environment.CUSTOM_RATE) }),
    ...(SMS_ORIGINATION_IDENTITY === undefined
      ? {}
      : {
          sms: new SmsChannel({
            connection, configurationSet, originationIdentity: SMS_ORIGINATION_IDENTITY, ratePerSecond: share(environment.SMS_RATE),
            ...(SMS_MAX_PRICE === undefined ? {} : { maxPrice: SMS_MAX_PRICE }),
          }),
        }),
    ...(PUSH_APPLICATION_ID === undefined ? {} : { push: new PushChannel({ connection, applicationId: PUSH_APPLICATION_ID, ratePerSecond: share(environment.PUSH_RATE) }) }),
  };
}
