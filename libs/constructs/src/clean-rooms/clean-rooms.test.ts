import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import type { TableSpec } from '@parley/contract';
import { App, TerraformStack, Testing } from 'cdktf';
import { LeastPrivilegeRole, type LeastPrivilegeRoleProps } from '../iam/least-privilege-role';
import { ConfiguredTable } from './configured-table';
import { TableAssociation } from './table-association';

const people: TableSpec = {
  name: 'people',
  source: { file: 'people.csv' },
  columns: [
    { name: 'email', type: 'string', role: 'email', knownAt: 'always' },
    { name: 'income_band', type: 'string' },
  ],
  allowedColumns: ['hashed_email', 'income_band'],
  analysisRule: { analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list: { joinColumns: ['hashed_email'], listColumns: ['income_band'] } } } },
  collaborationAnalysisRule: { allowedResultReceivers: ['111122223333'] },
} as TableSpec;

interface Synthesised {
  resource: Record<string, Record<string, { desired_state: string; lifecycle?: { create_before_destroy?: boolean; replace_triggered_by?: string[] }; input: string }>>;
}

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App({ outdir: '/nowhere' }), 's');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  return stack;
}

function synth(table: TableSpec) {
  const stack = emptyStack();
  const glue = { databaseName: 'panel', tableName: 'people' };
  const configuredTable = new ConfiguredTable(stack, 'people', { table, namePrefix: 'parley', glue });
  new TableAssociation(stack, 'association', {
    membership: new CleanroomsMembership(stack, 'membership', { collaborationId: '0b5b7c1c-0000-4000-8000-000000000000', queryLogStatus: 'ENABLED' }),
    configuredTable,
    name: 'people',
    roleArn: 'arn:aws:iam::444455556666:role/reader',
    rule: table.collaborationAnalysisRule,
    ruleType: table.analysisRule?.analysisRuleType,
  });
  const { aws_cloudcontrolapi_resource: resources = {}, terraform_data: triggers = {} } = (JSON.parse(Testing.synth(stack, true)) as Synthesised).resource;
  const made = Object.entries(resources);
  const named = (start: string) => made.find(([name]) => name.startsWith(start))?.[1];
  const state = (start: string) => JSON.parse(named(start)?.desired_state ?? '') as Record<string, unknown>;
  const lifecycle = named('people')?.lifecycle;
  const trigger = triggers[lifecycle?.replace_triggered_by?.[0]?.replace('terraform_data.', '') ?? '']?.input;
  return { table: state('people'), lifecycle, trigger, association: state('association'), follows: named('association')?.lifecycle?.replace_triggered_by };
}

it('says a rule as CloudFormation does, and hangs the collaboration rule on the association', () => {
  const { table, association } = synth(people);
  expect(table).toMatchObject({
    AllowedColumns: ['hashed_email', 'income_band'],
    AnalysisMethod: 'DIRECT_QUERY',
    TableReference: { Glue: { DatabaseName: 'panel', TableName: 'people' } },
    AnalysisRules: [{ Type: 'LIST', Policy: { V1: { List: { JoinColumns: ['hashed_email'], ListColumns: ['income_band'] } } } }],
  });
  expect(association).toMatchObject({
    Name: 'people',
    ConfiguredTableAssociationAnalysisRules: [{ Type: 'LIST', Policy: { V1: { List: { AllowedResultReceivers: ['111122223333'] } } } }],
  });
  expect(association.ConfiguredTableIdentifier).toMatch(/^\$\{jsondecode\(aws_cloudcontrolapi_resource\.people.*properties\)\.ConfiguredTableIdentifier\}$/);
});

it('makes a table whose columns change anew, under a new name and before the old one goes; a changed rule does not', () => {
  const before = synth(people);
  const wider = synth({ ...people, allowedColumns: ['hashed_email', 'income_band', 'children'], columns: [...people.columns, { name: 'children', type: 'int' }] } as TableSpec);
  const otherRule = synth({ ...people, description: 'Panel members' });
  expect(before.lifecycle?.create_before_destroy).toBe(true);
  expect(before.trigger).toContain('income_band');
  expect(wider.trigger).not.toBe(before.trigger);
  expect(otherRule.trigger).toBe(before.trigger);
  expect(before.follows).toEqual(['aws_cleanrooms_membership.membership.id', expect.stringMatching(/^aws_cloudcontrolapi_resource\.people_.*\.id$/)]);
  expect(wider.table.Name).not.toBe(before.table.Name);
  expect(otherRule.table.Name).toBe(before.table.Name);
  expect(wider.association.Name).toBe(before.association.Name); // what queries call it
});

it('refuses at synthesis a rule that parley check would refuse', () => {
  const broken = { ...people, allowedColumns: ['hashed_email'] };
  expect(() => synth(broken)).toThrow(/table people: .*income_band/s);
});

const sound: LeastPrivilegeRoleProps = {
  name: 'reader',
  description: 'Reads',
  trust: [{ Sid: 'Service', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }],
  statements: [{ Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }],
};

it.each<[string, Partial<LeastPrivilegeRoleProps>, RegExp | undefined]>([
  ['a sound role', {}, undefined],
  ['an action with a wildcard', { statements: [{ ...sound.statements[0]!, Action: ['s3:Get*'] }] }, /reader: Read allows the action s3:Get\*/],
  ['every resource', { statements: [{ ...sound.statements[0]!, Resource: '*' }] }, /Read allows every resource/],
  ['every resource with a reason', { statements: [{ ...sound.statements[0]!, Resource: '*' }], everyResource: { Read: 'AWS has none narrower' } }, undefined],
  ['trust without a condition', { trust: [{ ...sound.trust[0]!, Condition: {} }] }, /trust Service has no condition/],
])('knows %s', (_, change, refused) => {
  const make = () => {
    const stack = emptyStack();
    new LeastPrivilegeRole(stack, 'role', { ...sound, ...change });
    Testing.synth(stack, true);
  };
  if (refused) expect(make).toThrow(refused);
  else expect(make).not.toThrow();
});
