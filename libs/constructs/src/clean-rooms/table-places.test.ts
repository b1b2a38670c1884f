import { loadParty, type Party } from '@parley/contract';
import { App, type TerraformStack, Testing } from 'cdktf';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PartnerCleanRoomStack } from '../partner-clean-room-stack';
import { PartnerDataStack } from '../partner-data-stack';

const KEY = 'arn:aws:kms:us-east-1:222233334444:key/00000000-0000-4000-8000-00000000000a';
const code = { code: __filename, layer: __filename }; // any file: nothing runs it here

/** A shared table; `existing`: where the partner keeps it. */
const table = (name: string, existing = ''): string => `  ${name}:
    source: { file: ${name}.csv }
    columns:
      - { name: email, type: string, role: email, knownAt: always }
      - { name: income_band, type: string }
    allowedColumns: [hashed_email, income_band]
    analysisRule: { analysisRuleType: LIST, analysisRulePolicy: { v1: { list: { joinColumns: [hashed_email], listColumns: [income_band] } } } }
    collaborationAnalysisRule: { allowedResultReceivers: ['111122223333'] }
${existing}`;
const LAKE = `    existing: { bucket: panel-lake, prefix: panel/people/, database: lake, table: panel_people, keyArn: '${KEY}' }\n`;
const OPEN = '    existing: { bucket: panel-open, prefix: visits/, database: open, table: visits }\n';

async function partyOf(...tables: string[]): Promise<Party> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-existing-'));
  mkdirSync(join(folder, 'partner-panel'));
  const file = join(folder, 'partner-panel/party.yaml');
  writeFileSync(file, `party: { name: Panel, account: '222233334444' }\ntables:\n${tables.join('')}`);
  return loadParty(file).finally(() => rmSync(folder, { recursive: true }));
}

interface Synthesised {
  resource?: Record<string, Record<string, Record<string, string>>>;
  data?: Record<string, object>;
}
const synthesise = (make: (app: App) => TerraformStack): Synthesised => JSON.parse(Testing.synth(make(new App({ outdir: '/nowhere', context: { state: 'local' } })), true)) as Synthesised;

/** The clean-room stack: what its tables refer to, what its read role may, and what it asks AWS for. */
async function cleanRoom(party: Party) {
  const { resource = {}, data = {} } = synthesise((app) => new PartnerCleanRoomStack(app, 'room', party));
  const desired = Object.values(resource.aws_cloudcontrolapi_resource ?? {}).map(({ desired_state: state = '' }) => JSON.parse(state) as { TableReference?: { Glue: object } });
  const policies = Object.entries(resource.aws_iam_role_policy ?? {}).filter(([name]) => name.includes('tables'));
  const statements = policies.flatMap(([, { policy = '' }]) => (JSON.parse(policy) as { Statement: { Sid: string; Resource: string | string[] }[] }).Statement);
  return {
    glue: desired.flatMap(({ TableReference }) => (TableReference ? [TableReference.Glue] : [])),
    may: Object.fromEntries(statements.map(({ Sid, Resource }) => [Sid, Resource])),
    asks: Object.keys(data),
  };
}

/** The resources of the data stack. */
async function dataStack(...tables: string[]): Promise<Synthesised['resource']> {
  const party = await partyOf(...tables);
  return synthesise((app) => new PartnerDataStack(app, 'data', party, code)).resource;
}

it("reads a table that the partner keeps where it lies, under the partner's key, and nothing else", async () => {
  const { glue, may, asks } = await cleanRoom(await partyOf(table('people', LAKE)));
  expect(glue).toEqual([{ DatabaseName: 'lake', TableName: 'panel_people' }]);
  expect(may).toEqual({
    FindFiles: 'arn:aws:s3:::panel-lake',
    FindBucket: 'arn:aws:s3:::panel-lake',
    ReadFiles: ['arn:aws:s3:::panel-lake/panel/people/*'],
    Decrypt: KEY,
    ReadCatalogue: ['catalog', 'database/lake', 'table/lake/panel_people'].map((name) => `arn:aws:glue:\${var.region}:222233334444:${name}`),
  });
  expect(asks).toEqual([]); // the key of a bucket that Parley makes is looked up by its alias; there is none
});

it('reads each table of three places in its own, and decrypts nothing where no key is named', async () => {
  const { glue, may } = await cleanRoom(await partyOf(table('people', LAKE), table('visits', OPEN), table('trips')));
  expect(glue).toEqual(expect.arrayContaining([{ DatabaseName: 'lake', TableName: 'panel_people' }, { DatabaseName: 'open', TableName: 'visits' }, { DatabaseName: 'parley_partner_panel_for_owner', TableName: 'trips' }]));
  expect(may.ReadFiles).toEqual(['arn:aws:s3:::parley-partner-panel-data-222233334444/parley_partner_panel_for_owner/trips/*']);
  expect(may.ReadFiles1).toEqual(['arn:aws:s3:::panel-lake/panel/people/*']);
  expect(may.ReadFiles2).toEqual(['arn:aws:s3:::panel-open/visits/*']);
  expect(Object.keys(may).filter((name) => name.startsWith('Decrypt'))).toEqual(['Decrypt', 'Decrypt1']);
});

it('makes no bucket, table or function for what the partner keeps itself', async () => {
  expect(await dataStack(table('people', LAKE))).toBeUndefined();
  const mixed = await dataStack(table('people', LAKE), table('trips'));
  expect(Object.values(mixed?.aws_glue_catalog_table ?? {}).map(({ name }) => name)).toEqual(['trips']);
  expect(JSON.stringify(mixed)).not.toContain('panel-lake');
});
