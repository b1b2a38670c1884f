import cases from './evaluate.cases.json';
import { evaluate } from './evaluate';
import type { Policy, Request } from './policy';

interface Case {
  name: string;
  identity?: Policy['Statement'];
  resource?: Policy['Statement'];
  request?: Partial<Request>;
  expect: string;
}

const request: Request = { principal: { AWS: 'arn:aws:iam::111122223333:role/r' }, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k.csv', resourceAccount: '111122223333' };
const policy = (Statement: Policy['Statement']): Policy => ({ Version: '2012-10-17', Statement });

it.each((cases as Case[]).map((one): [string, Case] => [one.name, one]))('%s', (_, { identity = [], resource, request: asked, expect: wanted }) => {
  expect(evaluate({ ...request, ...asked }, { identity: [policy(identity)], ...(resource && { resource: policy(resource) }) })).toBe(wanted);
});

it('does not take a condition for met that it does not know', () => {
  const statement = { Effect: 'Allow' as const, Action: '*', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
  expect(() => evaluate(request, { identity: [policy([statement])] })).toThrow(/IpAddress is not known/);
});
