import fc from 'fast-check';
import { evaluate } from '../../policies/evaluate';
import type { Policy, Request, Statement } from '../../policies/policy';
import { scan } from '../scan-plan';
import { edited, sound } from '../testing/edited';
import { planned } from '../testing/planned';

/** What the scan passes, IAM's own logic must not open to a stranger: the evaluator of tools/policies says what that logic is. */

const HERE = '123456789012';
const STRANGER = 'arn:aws:iam::999999999999:role/anybody';
const PARTNER = 'arn:aws:iam::444455556666:role/normalize';
const QUEUE = `arn:aws:sqs:us-east-1:${HERE}:failed`;

const principals: NonNullable<Statement['Principal']>[] = ['*', { AWS: '*' }, { AWS: STRANGER.replace('role/anybody', 'root') }, { AWS: '999999999999' }, { AWS: [PARTNER] }, { AWS: [PARTNER, '*'] }, { Service: 'events.amazonaws.com' }, { AWS: `arn:aws:iam::${HERE}:root` }];
const conditions: NonNullable<Statement['Condition']>[] = [
  {},
  { StringEquals: { 'aws:SourceAccount': HERE } },
  { StringNotEquals: { 'aws:SourceAccount': '1' } },
  { StringLike: { 'aws:SourceAccount': '*' } },
  { StringEqualsIfExists: { 'aws:SourceAccount': HERE } },
  { ArnEquals: { 'aws:PrincipalArn': [PARTNER] } },
  { ArnLike: { 'aws:SourceArn': ['arn:aws:events:us-east-1:*:*'] } },
  { ArnNotEquals: { 'aws:PrincipalArn': PARTNER } },
  { 'ForAllValues:StringEquals': { 'aws:SourceAccount': HERE } },
  { Bool: { 'aws:SecureTransport': 'true' } },
];
const statement: fc.Arbitrary<Statement> = fc.record<Statement>({
  Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
  Principal: fc.constantFrom(...principals),
  Action: fc.constantFrom('sqs:SendMessage', ['sqs:ReceiveMessage', 'sqs:SendMessage'], 'sqs:*', '*'),
  Resource: fc.constantFrom('*', QUEUE),
  Condition: fc.constantFrom(...conditions),
});

const everything: Policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const asks = (principal: Request['principal'], context: Request['context']): Request => ({ principal, action: 'sqs:SendMessage', resource: QUEUE, resourceAccount: HERE, context });
/** From a role of another account, and from a service that somebody else set on. What their requests carry is theirs, not ours. */
const strangers: readonly Request[] = [
  asks({ AWS: STRANGER }, { 'aws:PrincipalArn': STRANGER, 'aws:PrincipalAccount': '999999999999', 'aws:SecureTransport': 'true' }),
  asks({ Service: 'events.amazonaws.com' }, { 'aws:SourceAccount': '999999999999', 'aws:SourceArn': 'arn:aws:events:us-east-1:999999999999:rule/theirs', 'aws:SecureTransport': 'true' }),
];

const alone = { provider: sound.provider, resource: {} };

it('lets no stranger in', () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
      if (scan(planned(edited(alone, { 'aws_sqs_queue_policy.failed': { policy: { statements } } })), []).length > 0) return;
      passed++;
      for (const request of strangers) {
        expect(evaluate(request, { identity: 'Service' in request.principal ? [] : [everything], resource: { Version: '2012-10-17', Statement: statements } })).toBe('denied');
      }
    }),
    { numRuns: 1500, seed: 20261123 },
  );
  expect(passed).toBeGreaterThan(100); // a scan that passes nothing would prove nothing
});
