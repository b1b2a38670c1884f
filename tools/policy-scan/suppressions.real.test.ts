import { describeWith } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARTIES, stacks, synth } from '../stacks/synthesised';
import { SUPPRESSIONS } from './suppressions';

describeWith('stacks', 'suppressions', () => {
  it('are of resources that the stacks have', () => {
    const out = mkdtempSync(join(tmpdir(), 'parley-suppressed-'));
    for (const party of PARTIES) synth(party, join(out, party));
    const addresses = PARTIES.flatMap((party) => stacks(join(out, party))).flatMap(({ json }) =>
      Object.entries(json.resource ?? {}).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)),
    );
    rmSync(out, { recursive: true });
    expect(SUPPRESSIONS.filter(({ address }) => !addresses.some((one) => address.test(one)))).toEqual([]);
  }, 120_000);
});
