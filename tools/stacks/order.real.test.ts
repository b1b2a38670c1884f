import { describeWith } from '@parley/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARTIES, stacks, synth } from './synthesised';

/** What is asked of AWS by name when a stack is planned, and the resource that must be there by then. */
const MADE_BY: Readonly<Record<string, string>> = { aws_kms_alias: 'aws_kms_alias', aws_s3_bucket: 'aws_s3_bucket', aws_sns_topic: 'aws_sns_topic' };

describeWith('stacks', 'the order of stacks', () => {
  it.each(PARTIES)("%s: what looks up another stack's resource waits for that stack, so that all can be deployed at once", (party) => {
    const out = mkdtempSync(join(tmpdir(), 'parley-order-'));
    synth(party, out);
    const made = stacks(out);
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { stacks: Record<string, { dependencies: string[] }> };
    rmSync(out, { recursive: true });
    const lookUps = made.flatMap(({ name, json }) =>
      Object.entries(json.data ?? {}).flatMap(([type, found]) =>
        Object.values(found).flatMap((one) => {
          const maker = made.find((other) => Object.values(other.json.resource?.[MADE_BY[type] ?? ''] ?? {}).some((resource) => resource.name !== undefined && resource.name === one.name));
          return maker && maker.name !== name ? [{ name, waitsFor: maker.name }] : [];
        }),
      ),
    );
    expect(lookUps).not.toEqual([]);
    const before = (name: string): string[] => (manifest.stacks[name]?.dependencies ?? []).flatMap((one) => [one, ...before(one)]);
    for (const { name, waitsFor } of lookUps) expect({ name, waits: before(name) }).toEqual({ name, waits: expect.arrayContaining([waitsFor]) });
  }, 300_000);
});
