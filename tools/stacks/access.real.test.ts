import { describeWith } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../policies/evaluate';
import type { Policy, Request } from '../policies/policy';
import cases from './access.cases.json';
import { OWNER_MEMBERSHIP, pairKeyPolicies, type RolePolicies, rolesOf, thingPoliciesOf } from './stack-policies';
import { PARTIES, partyFile, synth } from './synthesised';

/** Statements whose actions AWS knows no narrower resource for; LeastPrivilegeRole has each reason. */
const EVERY_RESOURCE = ['LogDelivery', 'Login', 'Measure', 'Trace'];

interface Case {
  who: string;
  /** The party whose role asks, or is assumed. */
  of: string;
  role: string;
  service?: string;
  assume?: boolean;
  action?: string;
  resource?: string;
  in?: string;
  context?: Record<string, string | string[]>;
  expect: string;
}

describeWith('stacks', 'who may do what', () => {
  let roles: RolePolicies[];
  /** Policies of buckets and of the bus for partners, by ARN. */
  const things = new Map<string, Policy>();
  let pairKeys: Map<string, Policy>;
  beforeAll(() => {
    const out = mkdtempSync(join(tmpdir(), 'parley-access-'));
    for (const party of PARTIES) synth(party, join(out, party));
    roles = PARTIES.flatMap((party) => rolesOf(party, out));
    for (const party of PARTIES) for (const [arn, policy] of thingPoliciesOf(party, out)) things.set(arn, policy);
    pairKeys = pairKeyPolicies(out);
    rmSync(out, { recursive: true });
  }, 120_000);

  it.each((cases as Case[]).map((one): [string, string, Case] => [one.who, one.expect, one]))('%s: %s', (_, wanted, one) => {
    const role = roles.find(({ party, arn }) => party === one.of && arn.endsWith(`/${one.role}`));
    if (!role) throw new Error(`no role ${one.role}`);
    const context = Object.fromEntries(Object.entries(one.context ?? {}).map(([key, value]) => [key, typeof value === 'string' ? named(value) : value.map(named)]));
    const resource = one.assume ? role.arn : named(one.resource ?? '');
    const request: Request = {
      principal: one.service ? { Service: one.service } : { AWS: role.arn },
      action: one.assume ? 'sts:AssumeRole' : (one.action ?? ''),
      resource,
      resourceAccount: one.assume ? role.account : partyFile(one.in ?? '').account,
      context,
    };
    const thing = /^arn:aws:s3:::[^/]+|^arn:aws:events:.*:event-bus\/.+/.exec(resource)?.[0];
    const policy = one.assume ? role.trust : things.get(thing ?? '');
    if (thing?.startsWith('arn:aws:s3') && !policy) throw new Error(`no policy of ${thing}`);
    expect(evaluate(request, { identity: one.service ? [] : role.identity, ...(policy && { resource: policy }) })).toBe(wanted);
  });

  it.each([
    ['owner', 'parley-owner-normalize-for-partner-sample', 'partner-sample', 'allowed'],
    ['owner', 'parley-owner-normalize-for-partner-other', 'partner-sample', 'denied'],
    ['partner-sample', 'parley-partner-sample-normalize', 'partner-sample', 'allowed'],
    ['partner-other', 'parley-partner-other-normalize', 'partner-sample', 'denied'],
    ['owner', 'administrator', 'partner-sample', 'denied'],
    ['partner-sample', 'administrator', 'partner-sample', 'denied'],
    ['owner', 'parley-owner-read-for-partner-sample', 'partner-sample', 'denied'],
  ])("%s's %s, with every permission of its own, reading the pair's hash key with %s: %s", (party, name, partner, wanted) => {
    const arn = `arn:aws:iam::${partyFile(party).account}:role/${name}`;
    const everything: Policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const resource = pairKeys.get(partner);
    if (!resource) throw new Error(`no hash key for ${partner}`);
    const request: Request = {
      principal: { AWS: arn },
      action: 'secretsmanager:GetSecretValue',
      resource: `arn:aws:secretsmanager:us-east-1:${partyFile('owner').account}:secret:parley/pair-key/${partner}-AbCdEf`,
      resourceAccount: partyFile('owner').account,
      context: { 'aws:PrincipalArn': arn },
    };
    expect(evaluate(request, { identity: [everything], resource })).toBe(wanted);
  });

  const inOwner = (action: string, resource: string, context: Request['context'] = {}): string[] =>
    roles
      .filter(({ arn, identity }) => evaluate({ principal: { AWS: arn }, action, resource: named(resource), resourceAccount: partyFile('owner').account, context: { 'aws:SecureTransport': 'true', ...context } }, { identity }) === 'allowed')
      .map(({ arn }) => arn.split('/').at(-1) ?? '');

  it.each([
    ['ses:SendBulkEmail', 'arn:aws:ses:us-east-1:{owner}:configuration-set/parley-owner'],
    ['ses:SendEmail', 'arn:aws:ses:us-east-1:{owner}:identity/shop.example.com'],
    ['dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:{owner}:table/parley-owner-send-ledger', 'parley-owner-feedback', 'parley-owner-forget'],
    ['s3:GetObject', 'arn:aws:s3:::parley-owner-contacts-{owner}/contacts/customers.parquet', 'parley-owner-build-segments', 'parley-owner-forget'],
  ])('sending has %s of %s, and no other role that is not named', (action, resource, ...others) => {
    expect(inOwner(action, resource).toSorted()).toEqual(['parley-owner-activate-segments', ...others].toSorted());
  });

  it.each([
    ['dynamodb:Scan', 'arn:aws:dynamodb:us-east-1:{owner}:table/parley-owner-send-ledger'],
    ['s3:PutObject', 'arn:aws:s3:::parley-owner-forgotten-{owner}/forgotten.json'],
    ['s3:DeleteObjectVersion', 'arn:aws:s3:::parley-owner-data-{owner}/incoming/customers/june.csv'],
    ['s3:DeleteObjectVersion', 'arn:aws:s3:::parley-owner-contacts-{owner}/contacts/customers.parquet'],
    ['s3:GetObjectVersion', 'arn:aws:s3:::parley-owner-work-{owner}/out/run-1/scores.parquet'],
  ])('forgetting alone has %s of %s', (action, resource) => {
    expect(inOwner(action, resource).filter((name) => !name.includes('backup'))).toEqual(['parley-owner-forget']);
  });

  it('lets no role send by a channel that has not to, whatever else it may', () => {
    const actions = ['ses:SendEmail', 'ses:SendBulkEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail', 'sms-voice:SendTextMessage', 'mobiletargeting:SendMessages', 'sns:Publish'];
    const mayPublish = ['parley-owner-segmentation']; // a question to people, on one topic
    for (const { arn, identity } of roles) {
      const name = arn.split('/').at(-1) ?? '';
      if (name === 'parley-owner-activate-segments' || mayPublish.includes(name)) continue;
      expect(identity.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => [Action].flat().filter((action) => actions.includes(String(action)))))).toEqual([]);
    }
  });

  it('leaves no role with a wildcard action, with every resource, or assumable without a condition', () => {
    expect(roles.length).toBeGreaterThan(3);
    for (const { trust, identity } of roles) {
      for (const { Condition } of trust.Statement) expect(Object.keys(Condition ?? {})).not.toEqual([]);
      for (const { Sid = '', Action, Resource } of identity.flatMap(({ Statement }) => Statement)) {
        expect([Action].flat().filter((action) => String(action).includes('*'))).toEqual([]);
        if (!EVERY_RESOURCE.includes(Sid)) expect([Resource].flat()).not.toContain('*');
      }
    }
  });
});

/** Account numbers and ids by name, so that a case reads well. */
function named(text: string): string {
  const accounts = PARTIES.reduce((all, party) => all.replaceAll(`{${party}}`, partyFile(party).account), text);
  return accounts.replaceAll('{ownerMembership}', OWNER_MEMBERSHIP);
}
