import {
  AlertTopic,
  ApprovalTopic,
  ApproverPolicy,
  eventsBucketName,
  FeatureSql,
  foundBucket,
  foundTables,
  foundUnsubscribeSecret,
  functionName,
  LambdaHome,
  LOG_DELIVERY,
  machineLog,
  MachineStarter,
  PartnerReadyRule,
  PartyStack,
  StateMachine,
  tableAccess,
  workBucketName,
} from '@parley/constructs';
import { type Contract, MACHINE, pairDatabase } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { buildStateMachine } from '@parley/pipeline';
import type { Construct } from 'constructs';
import { audienceEnvironment, membershipIds, runEnvironment } from './environment';
import { type OwnerCode, SHARDS_AT_ONCE } from './function-sizes';
import { modelEngine } from './model-engine';
import { OwnerFunctions } from './owner-functions';
import { ownerPlaces } from './owner-places';
import { eventsAccess } from './run-access';
import { stepAccess } from './step-access';

const WORKGROUP = 'parley-owner';
/** Clean Rooms quotas, "Concurrent queries" (read 2026-11). */
const CONCURRENT_QUERIES = { 'us-east-1': 5 } as Readonly<Record<string, number>>;
const ELSEWHERE = 2;

/**
 * The pipeline: a function for each step, the state machine that calls them, and what starts it: the clock, and partners that have
 * new data. The function that sends is the activation stack's.
 */
export class OwnerSegmentationStack extends PartyStack {
  constructor(scope: Construct, id: string, contract: Contract, plan: Plan, code: OwnerCode) {
    const { owner, partners, collaborations, terms } = contract;
    super(scope, id, { party: owner, region: terms.region });
    const { region } = terms;
    const { account } = owner;
    const { arn: topicArn } = new AlertTopic(this, 'alerts', { party: owner, name: `${MACHINE}-alerts` });
    const home = new LambdaHome(this, 'functions', { party: owner, region, name: MACHINE, logs: ['/aws/lambda/parley-owner-*', machineLog(MACHINE)], topicArn, senders: ['events.amazonaws.com', LOG_DELIVERY] });
    const places = ownerPlaces(this, owner);
    const sql = new FeatureSql(this, 'sql', { region, account, name: WORKGROUP, databaseName: 'parley_owner_features', bucketName: workBucketName(owner), place: places.work });
    const memberships = membershipIds(this, partners);
    const secret = foundUnsubscribeSecret(this, region);
    const audience = [...tableAccess(foundTables(this, { region, account }), { read: ['consent'] }), ...secret.read];
    const counts = plan.model.features.events !== undefined;
    const events = counts ? eventsAccess(region, foundBucket(this, 'events', eventsBucketName(owner))) : [];
    const more = { addresses: audienceEnvironment(owner, secret.arn), features: { ...sql.environment, ...(counts ? { EVENTS_BUCKET: eventsBucketName(owner) } : {}) } };
    const functions = new OwnerFunctions(home, code);
    const steps = stepAccess({ region, account, places, memberships: Object.values(memberships), databases: partners.map((partner) => pairDatabase(owner.id, partner.id)), events, sql: sql.access, audience });
    for (const [app, { description, statements, works }] of stepsOf(steps)) functions.make(app, { description, statements, environment: { ...runEnvironment(owner, memberships), ...(works ? more[works] : {}) } });

    const functionArn = (app: string): string => `arn:aws:lambda:${region}:${account}:function:${functionName(owner, app)}`;
    const approvals = new ApprovalTopic(home, 'approvals', 'parley-owner-approvals');
    const model = modelEngine(this, contract, plan, places);
    const definition = buildStateMachine({
      functionArn,
      approvalTopicArn: approvals.arn,
      engine: model.engine,
      analyses: collaborations.flatMap(({ analyses }) => analyses).length,
      concurrentQueries: CONCURRENT_QUERIES[region] ?? ELSEWHERE,
      concurrentShards: SHARDS_AT_ONCE,
    });
    const invoke = { Sid: 'Steps', Effect: 'Allow' as const, Action: 'lambda:InvokeFunction', Resource: [...Object.keys(steps), 'activate-segments'].map(functionArn) };
    const machine = new StateMachine(home, 'machine', { name: MACHINE, definition, statements: [invoke, ...approvals.statements, ...model.statements] });
    new ApproverPolicy(home, 'approver', { name: 'parley-owner-approver', machineArn: machine.arn });
    const starter = new MachineStarter(home, 'starter', { name: 'parley-owner-start', machineArn: machine.arn });
    if (plan.schedule) starter.byTheClock('schedule', MACHINE, plan.schedule);
    for (const partner of partners) new PartnerReadyRule(home, `ready-${partner.id}`, { partner, machineArn: machine.arn, roleArn: starter.roleArn });
  }
}

const stepsOf = (steps: ReturnType<typeof stepAccess>) => Object.entries(steps) as [keyof typeof steps, (typeof steps)[keyof typeof steps]][];
