import { describeWith } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARTIES, partyFile, stacks, synth, type Synthesised } from './synthesised';
import { TerraformRunner } from './terraform-runner';

/** Synthesises each party's stacks the way its cdktf.json says. */
describeWith('stacks', 'the stacks', () => {
  let out: string;
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'parley-synth-'));
    for (const party of PARTIES) synth(party, join(out, party));
  }, 120_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it.each(PARTIES)('of %s keep to its own account and encrypt what they store', (party) => {
    const { account } = partyFile(party);
    for (const { json } of stacks(join(out, party))) {
      expect(json.provider.aws[0].allowed_account_ids).toEqual([account]);
      const buckets = Object.keys(json.resource?.aws_s3_bucket ?? {}).length;
      for (const guard of ['versioning', 'public_access_block', 'policy', 'ownership_controls', 'server_side_encryption_configuration']) {
        expect(Object.keys(json.resource?.[`aws_s3_bucket_${guard}`] ?? {})).toHaveLength(buckets);
      }
      const encryption = Object.values(json.resource?.aws_s3_bucket_server_side_encryption_configuration ?? {});
      for (const rule of encryption) expect(JSON.stringify(rule)).toContain('aws:kms');
    }
  });

  it('catalogue no column that holds a raw identifier', () => {
    const columns = PARTIES.flatMap((party) => stacks(join(out, party)).flatMap(({ json }) => glueColumns(json)));
    expect(columns).toEqual(expect.arrayContaining(['hashed_email', 'hashed_phone']));
    for (const direct of ['email', 'phone', 'first_name', 'zone', 'consent']) expect(columns).not.toContain(direct);
  });

  it('make one collaboration a partner, in which only the owner queries and receives', () => {
    const [collaboration] = stacks(join(out, 'owner')).filter(({ json }) => json.resource?.aws_cleanrooms_collaboration);
    const made = Object.values(collaboration?.json.resource?.aws_cleanrooms_collaboration ?? {}) as Record<string, unknown>[];
    const partners = PARTIES.filter((party) => party !== 'owner').map((party) => [partyFile(party).account]);
    expect(made.map((one) => (one.member as { account_id: string }[]).map((member) => member.account_id))).toEqual(expect.arrayContaining(partners));
    expect(made).toHaveLength(partners.length);
    for (const one of made) {
      expect(one.creator_member_abilities).toEqual(['CAN_QUERY', 'CAN_RECEIVE_RESULTS']);
      expect(one.member).toEqual([expect.objectContaining({ member_abilities: [] })]);
    }
  });

  it('synthesise to the same bytes twice', () => {
    const again = mkdtempSync(join(tmpdir(), 'parley-synth-'));
    synth('partner-sample', again);
    expect(text(again)).toEqual(text(join(out, 'partner-sample')));
    rmSync(again, { recursive: true, force: true });
  });

  describeWith(['terraform', 'aws-provider'], 'terraform validate', () => {
    it.each(PARTIES)('accepts the stacks of %s', async (party) => {
      const terraform = new TerraformRunner(out);
      for (const { folder } of stacks(join(out, party))) {
        await terraform.must(folder, 'init', '-input=false', '-no-color');
        expect(JSON.parse(await terraform.must(folder, 'validate', '-json'))).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
      }
    }, 180_000);
  });
});

/** Each stack's name and JSON. */
function text(folder: string): string[][] {
  return stacks(folder).map(({ name, json }) => [name, JSON.stringify(json)]);
}

function glueColumns(json: Synthesised): string[] {
  return Object.values(json.resource?.aws_glue_catalog_table ?? {}).flatMap((table) =>
    (table.storage_descriptor as { columns: { name: string }[] }).columns.map((column) => column.name),
  );
}
