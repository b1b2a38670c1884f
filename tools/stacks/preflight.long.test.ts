import { CleanRoomsClient, CreateCollaborationCommand, type CreateCollaborationCommandInput } from '@aws-sdk/client-cleanrooms';
import { loadParty } from '@parley/contract';
import { kitFiles } from '@parley/onboarding';
import { describeWith } from '@parley/testing';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './terraform-runner';
import { type LocalAws, startLocalAws } from './testing/local-aws';

const OWNER = '111122223333';
const PARTNER = '222233334444';
const STRANGER = '333344445555';
const SECRET = 'made-up-secret';
const REGION = 'us-east-1';

/**
 * The kit's pre-flight, run with the aws command: Clean Rooms is `parley serve`, S3, Glue, KMS and Lake Formation are moto's.
 * moto shows every account every bucket, so that another's bucket can't be tried.
 */
describeWith(['moto', 'aws'], "the pre-flight of a partner's kit", () => {
  let folder: string;
  let aws: LocalAws;
  let key = '';
  let off = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-own-tables-'));
    aws = await startLocalAws(join(folder, 'data'), [OWNER, PARTNER, STRANGER], SECRET);
    [key, off] = [await makeKey(), await makeKey()];
    await call('kms', 'disable-key', '--key-id', off.split('/')[1] ?? ''); // moto's DisableKey knows no ARN
    await call('s3api', 'create-bucket', '--bucket', 'panel-lake');
    await call('s3api', 'create-bucket', '--bucket', 'panel-ireland', '--create-bucket-configuration', 'LocationConstraint=eu-west-1');
    await call('glue', 'create-database', '--database-input', 'Name=lake');
    await glueTable('people', 's3://panel-lake/people', 'hashed_email:string', ['income_band:string']);
    await glueTable('narrow', 's3://panel-lake/elsewhere/', 'hashed_email:string,income_band:int');
    for (const place of ['panel-lake/governed', 'panel-ireland/people/2025']) await call('lakeformation', 'register-resource', '--resource-arn', `arn:aws:s3:::${place}`, '--use-service-linked-role');
    handOver(await collaboration());
  }, 240_000);
  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const env = (account = PARTNER): NodeJS.ProcessEnv => ({ ...process.env, AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: SECRET, AWS_DEFAULT_REGION: REGION });
  async function call(...args: string[]): Promise<string> {
    const { code, output } = await runCommand('aws', [...args, '--output', 'text'], { cwd: folder, env: env() });
    if (code !== 0) throw new Error(`aws ${args.join(' ')} ended with ${code}: ${output}`);
    return output.trim();
  }
  const makeKey = (): Promise<string> => call('kms', 'create-key', '--query', 'KeyMetadata.Arn');
  const glueTable = (Name: string, Location: string, of: string, partitions: string[] = []) =>
    call('glue', 'create-table', '--database-name', 'lake', '--table-input', JSON.stringify({ Name, StorageDescriptor: { Location, Columns: columns(of) }, PartitionKeys: partitions.flatMap(columns) }));

  /** A collaboration as the owner makes it. */
  async function collaboration(otherTerms: Partial<CreateCollaborationCommandInput> = {}): Promise<string> {
    const client = new CleanRoomsClient({ region: REGION, endpoint: aws.url, credentials: { accessKeyId: OWNER, secretAccessKey: SECRET } });
    const { collaboration: made } = await client.send(
      new CreateCollaborationCommand({
        name: 'pair',
        description: 'A pair.',
        creatorDisplayName: 'Shop',
        creatorMemberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
        members: [{ accountId: PARTNER, displayName: 'Panel', memberAbilities: [] }],
        queryLogStatus: 'ENABLED',
        ...otherTerms,
      }),
    );
    return made?.id ?? '';
  }

  /** The file that names it. */
  function handOver(collaboration_id: string, otherwise: object = {}): void {
    const hash_key_arn = `arn:aws:secretsmanager:${REGION}:${OWNER}:secret:parley/pair-key/partner-panel-AbCdEf`;
    const event_bus_arn = `arn:aws:events:${REGION}:${OWNER}:event-bus/parley-owner-partners`;
    writeFileSync(join(folder, 'hand-over.auto.tfvars.json'), JSON.stringify({ collaboration_id, event_bus_arn, hash_key_arn, owner_account: OWNER, region: REGION, ...otherwise }, null, 2));
  }

  /** Runs the pre-flight of a kit whose party keeps these tables itself. */
  async function preflight(existing: Record<string, string>, account = PARTNER) {
    mkdirSync(join(folder, 'partner-panel'), { recursive: true });
    const file = join(folder, 'partner-panel/party.yaml');
    writeFileSync(file, `party: { name: Panel, account: '${PARTNER}' }\ntables:${Object.entries(existing).map(([name, where]) => TABLE(name, where)).join('') || ' {}'}`);
    const script = kitFiles(await loadParty(file), []).find(({ path }) => path === 'preflight.sh');
    writeFileSync(join(folder, 'preflight.sh'), script?.bytes ?? '');
    return runCommand('sh', [join(folder, 'preflight.sh')], { cwd: folder, env: env(account) });
  }

  it('passes a table that is as the contract says, a partition column among its columns', async () => {
    const { code, output } = await preflight({ people: `bucket: panel-lake, prefix: people/, database: lake, table: people, keyArn: '${key}'` });
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^The hand-over is true[^\n]*\n$/) });
  }, 240_000);

  it('tells everything of tables that is not, at once, each with its repair', async () => {
    const { code, output } = await preflight({
      gone: `bucket: panel-gone, prefix: gone/, database: lake, table: gone, keyArn: '${off}'`,
      abroad: 'bucket: panel-ireland, prefix: people/, database: lake, table: people',
      narrow: 'bucket: panel-lake, prefix: governed/narrow/, database: lake, table: narrow',
    });
    expect(code).toBe(3);
    const lakeFormation = 'is registered with Lake Formation, which Clean Rooms refuses: deregister it, or copy the table elsewhere';
    expect(output.trim().split('\n')).toEqual([
      'gone: bucket panel-gone is not there, or not yours: mend existing.bucket in party.yaml',
      'gone: the Glue catalogue has no table lake.gone: make it, or mend existing in party.yaml',
      `gone: key ${off} is Disabled, not enabled: enable it, or mend existing.keyArn in party.yaml`,
      'abroad: bucket panel-ireland is in eu-west-1, the collaboration in us-east-1: copy the files to a bucket there',
      'abroad: Glue has lake.people at s3://panel-lake/people, which is not below s3://panel-ireland/people/: mend one of them',
      `abroad: arn:aws:s3:::panel-ireland/people/2025 ${lakeFormation}`,
      'narrow: Glue has lake.narrow at s3://panel-lake/elsewhere/, which is not below s3://panel-lake/governed/narrow/: mend one of them',
      'narrow: Glue has no column income_band:string in lake.narrow: add it, or mend party.yaml',
      `narrow: arn:aws:s3:::panel-lake/governed ${lakeFormation}`,
    ]);
  }, 240_000);

  it('refuses a hand-over of a collaboration that AWS does not show here, be it of another region', async () => {
    handOver('00000000-0000-4000-8000-000000000000');
    const { code, output } = await preflight({});
    expect({ code, output }).toEqual({ code: 3, output: expect.stringMatching(/AWS shows no collaboration 0{8}-[0-]+4000-8000-0{12} in us-east-1 to account 222233334444: ask the owner for the id and the region\n$/) });
  }, 240_000);

  it("refuses credentials of another account, and an owner's that AWS does not know as the maker", async () => {
    handOver(await collaboration({ members: [{ accountId: STRANGER, displayName: 'Other', memberAbilities: [] }] }), { owner_account: '999999999999' });
    const { code, output } = await preflight({}, STRANGER);
    expect(code).toBe(3);
    expect(output).toContain('these are credentials of account 333344445555: use those of 222233334444');
    expect(output).toContain('the collaboration was made by account 111122223333, not by 999999999999: do not join before the owner explains');
  }, 240_000);

  it('refuses terms that are not those agreed: no log, abilities, another member, a key and a bus that are not the owner\'s', async () => {
    const members = [
      { accountId: PARTNER, displayName: 'Panel', memberAbilities: ['CAN_RECEIVE_RESULTS' as const] },
      { accountId: STRANGER, displayName: 'Other', memberAbilities: [] },
    ];
    handOver(await collaboration({ members, queryLogStatus: 'DISABLED' }), {
      event_bus_arn: `arn:aws:events:${REGION}:${STRANGER}:event-bus/parley-owner-partners`,
      hash_key_arn: `arn:aws:secretsmanager:${REGION}:${STRANGER}:secret:parley/pair-key/partner-panel-AbCdEf`,
    });
    const { code, output } = await preflight({});
    expect(code).toBe(3);
    expect(output.trim().split('\n')).toEqual([
      'the collaboration keeps no query log: you could not see what was asked',
      'you are invited with the abilities CAN_RECEIVE_RESULTS: the terms say you only contribute',
      "other members see your tables' names and rules: 333344445555",
      "the hash key is a secret of account 333344445555, not of the owner's 111122223333",
      "the event bus, which is told of your new data, is of account 333344445555, not of the owner's 111122223333",
    ]);
  }, 240_000);
});

const columns = (text: string): object[] => text.split(',').map((column) => ({ Name: column.split(':')[0], Type: column.split(':')[1] }));

const TABLE = (name: string, where: string): string => `
  ${name}:
    source: { file: ${name}.csv }
    columns:
      - { name: email, type: string, role: email, knownAt: always }
      - { name: income_band, type: string }
    allowedColumns: [hashed_email, income_band]
    analysisRule: { analysisRuleType: LIST, analysisRulePolicy: { v1: { list: { joinColumns: [hashed_email], listColumns: [income_band] } } } }
    collaborationAnalysisRule: { allowedResultReceivers: ['${OWNER}'] }
    existing: { ${where} }`;
