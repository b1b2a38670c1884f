import { describeWith } from '@parley/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runParley } from '../testing/run-parley';

describeWith('stacks', 'a partner kit', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'parley-kit-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same bytes twice, in another time zone too, and its sums are true', async () => {
    const kits = [join(folder, 'a.zip'), join(folder, 'b.zip')];
    for (const [index, kit] of kits.entries()) {
      const { code, stdout } = await runParley(['partner', 'kit', 'partner-sample', '--out', kit, '--json'], { env: { TZ: index ? 'Asia/Tokyo' : 'America/New_York' } });
      expect(code).toBe(0);
      expect(JSON.parse(stdout).files).toContain('stacks/partner-sample-clean-room/cdk.tf.json');
    }
    expect(readFileSync(kits[0]!).equals(readFileSync(kits[1]!))).toBe(true);
    execFileSync('python3', ['-m', 'zipfile', '-e', kits[0]!, join(folder, 'kit')]);
    execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: join(folder, 'kit'), stdio: 'pipe' });
    for (const script of ['apply.sh', 'check.sh', 'preflight.sh', 'stop.sh']) execFileSync('sh', ['-n', join(folder, 'kit', script)]);
    expect(readFileSync(join(folder, 'kit/README.md'), 'utf8')).toContain('row-level enrichment of matched people: columns income_band');
  }, 120_000);

  it('is a partner\'s alone', async () => {
    expect(await runParley(['partner', 'kit', 'owner', '--out', join(folder, 'c.zip')])).toMatchObject({ code: 2, stderr: expect.stringContaining("no partner's folder") });
  });
});
