import { ACTIVATION_TABLES, ActivationTables, AlertTopic, apiLog, FeedbackQueue, functionName, HttpApi, LambdaHome, PartyStack, streamLog, UnsubscribeSecret } from '@parley/constructs';
import type { Contract } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { audienceEnvironment, membershipIds, runEnvironment } from './environment';
import { EVENT_STREAM, EventIntake } from './event-intake';
import { forgetAccess } from './forget-access';
import { EDGE_SIZES, type OwnerCode, SHARDS_AT_ONCE } from './function-sizes';
import { OwnerFunctions } from './owner-functions';
import { ownerPlaces } from './owner-places';
import { contactsAccess, runAccess } from './run-access';
import { SendingChannels } from './sending-channels';

const [NAME, API] = ['parley-owner-activation', 'parley-owner'];
/** Of all routes together, a second: an app's events come in batches. */
const [RATE, BURST] = [500, 1000];

/**
 * What messages go out with and what comes back: channels, the function that alone may send, tables that sending rests on, the
 * way in for events, unsubscribing and the inbox, and the function that forgets a person.
 */
export class OwnerActivationStack extends PartyStack {
  constructor(scope: Construct, id: string, contract: Contract, plan: Plan, code: OwnerCode) {
    const { owner, terms } = contract;
    super(scope, id, { party: owner, region: terms.region });
    const { region } = terms;
    const { arn: topicArn } = new AlertTopic(this, 'alerts', { party: owner, name: `${NAME}-alerts` });
    const home = new LambdaHome(this, 'functions', {
      party: owner,
      region,
      name: NAME,
      logs: ['/aws/lambda/parley-owner-*', apiLog(API), streamLog(EVENT_STREAM)],
      topicArn,
      senders: ['events.amazonaws.com', 'sns.amazonaws.com', 'sms-voice.amazonaws.com'],
    });
    const functions = new OwnerFunctions(home, code);
    const tables = new ActivationTables(this, 'tables', { party: owner, region });
    const secret = new UnsubscribeSecret(this, 'unsubscribe', { account: owner.account, region, readers: ['activate-segments', 'build-segments', 'unsubscribe'].map((app) => functionName(owner, app)) });
    const feedback = new FeedbackQueue(home, 'feedback-queue', 'parley-owner-feedback');
    const channels = new SendingChannels(home, plan, feedback);
    const access = { region, places: ownerPlaces(this, owner) };
    const { ledger, deferred, consent, inbox } = ACTIVATION_TABLES;
    const memberships = membershipIds(this, contract.partners);
    functions.make('activate-segments', {
      description: 'Sends to segments, each message at most once',
      environment: { ...runEnvironment(owner, memberships), ...audienceEnvironment(owner, secret.arn), ...channels.environment, SHARDS_AT_ONCE: String(SHARDS_AT_ONCE), LEDGER_TABLE: ledger, DEFERRED_TABLE: deferred, INBOX_TABLE: inbox },
      statements: [...runAccess(access, { out: true }), ...contactsAccess(access), ...tables.access({ write: ['ledger', 'deferred', 'inbox'], read: ['consent'] }), ...secret.read, ...channels.send],
    });

    const intake = new EventIntake(home, 'events', functions, plan.collector);
    const taker = functions.make('feedback', {
      description: 'Heeds what channels tell of messages',
      environment: { LEDGER_TABLE: ledger, CONSENT_TABLE: consent, FEEDBACK_PREFIX: intake.feedback.prefix },
      statements: [...tables.access({ write: ['ledger', 'consent'] }), ...intake.feedback.statements, ...feedback.take],
    });
    feedback.takenBy(taker, EDGE_SIZES.feedback.concurrency);

    const forget = forgetAccess(this, { owner, region, places: access.places, events: intake.place });
    const known = ['ledger', 'deferred', 'consent', 'inbox'] as const;
    functions.make('forget', { description: 'Takes a person out of all that the owner holds', environment: forget.environment, statements: [...forget.statements, ...tables.access({ write: known, scan: known })] });

    const api = new HttpApi(home, 'api', { name: API, rate: RATE, burst: BURST });
    api.open(['POST /events', 'OPTIONS /events'], intake.collect);
    api.open(['GET /unsubscribe', 'POST /unsubscribe'], functions.make('unsubscribe', { description: 'Takes people off a list who ask for it', environment: { CONSENT_TABLE: consent, UNSUBSCRIBE_KEY_ARN: secret.arn }, statements: [...tables.access({ write: ['consent'] }), ...secret.read] }));
    if (plan.inbox) api.signedIn(['GET /inbox', 'POST /inbox'], functions.make('inbox', { description: 'Shows people their own messages', environment: { INBOX_TABLE: inbox }, statements: tables.access({ write: ['inbox'] }) }), plan.inbox);
    new TerraformOutput(this, 'api-url', { value: api.url });
  }
}
