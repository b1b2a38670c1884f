import { describeWith } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../policies/evaluate';
import type { Policy, Request } from '../policies/policy';
import cases from './access.cases.json';
import { bucketPoliciesOf, OWNER_MEMBERSHIP, type RolePolicies, rolesOf } from './stack-policies';
import { PARTIES, partyFile, synth } from './synthesised';

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
  context?: Record<string, string>;
  expect: string;
}

describeWith('stacks', 'who may do what', () => {
  let roles: RolePolicies[];
  const buckets = new Map<string, Policy>();
  beforeAll(() => {
    const out = mkdtempSync(join(tmpdir(), 'parley-access-'));
    for (const party of PARTIES) synth(party, join(out, party));
    roles = PARTIES.flatMap((party) => rolesOf(party, out));
    for (const party of PARTIES) for (const [name, policy] of bucketPoliciesOf(party, out)) buckets.set(name, policy);
    rmSync(out, { recursive: true });
  }, 120_000);

  it.each((cases as Case[]).map((one): [string, string, Case] => [one.who, one.expect, one]))('%s: %s', (_, wanted, one) => {
    const role = roles.find(({ party, arn }) => party === one.of && arn.endsWith(`/${one.role}`));
    if (!role) throw new Error(`no role ${one.role}`);
    const context = Object.fromEntries(Object.entries(one.context ?? {}).map(([key, value]) => [key, named(value)]));
    const resource = one.assume ? role.arn : named(one.resource ?? '');
    const request: Request = {
      principal: one.service ? { Service: one.service } : { AWS: role.arn },
      action: one.assume ? 'sts:AssumeRole' : (one.action ?? ''),
      resource,
      resourceAccount: one.assume ? role.account : partyFile(one.in ?? '').account,
      context,
    };
    const bucket = /^arn:aws:s3:::([^/]+)/.exec(resource)?.[1];
    const policy = one.assume ? role.trust : bucket === undefined ? undefined : buckets.get(bucket);
    if (bucket !== undefined && !policy) throw new Error(`no policy of bucket ${bucket}`);
    expect(evaluate(request, { identity: one.service ? [] : role.identity, ...(policy && { resource: policy }) })).toBe(wanted);
  });

  it('leaves no role with a wildcard action, with every resource, or assumable without a condition', () => {
    expect(roles.length).toBeGreaterThan(3);
    for (const { trust, identity } of roles) {
      for (const { Condition } of trust.Statement) expect(Object.keys(Condition ?? {})).not.toEqual([]);
      for (const { Action, Resource } of identity.flatMap(({ Statement }) => Statement)) {
        expect([Action].flat().filter((action) => String(action).includes('*'))).toEqual([]);
        expect([Resource].flat()).not.toContain('*');
      }
    }
  });
});

/** Account numbers and ids by name, so that a case reads well. */
function named(text: string): string {
  const accounts = PARTIES.reduce((all, party) => all.replaceAll(`{${party}}`, partyFile(party).account), text);
  return accounts.replaceAll('{ownerMembership}', OWNER_MEMBERSHIP);
}
