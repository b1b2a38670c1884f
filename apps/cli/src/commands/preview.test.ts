import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runParley } from '../testing/run-parley';

it('shows every campaign of a contract to three made-up people, a hostile name among them', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'parley-preview-')), 'preview.html');
  const { code, stdout } = await runParley(['preview', '--out', out, '--json']);
  expect(code).toBe(0);
  const { campaigns } = JSON.parse(stdout) as { campaigns: { name: string; channel: string }[] };
  expect(new Set(campaigns.map(({ channel }) => channel))).toEqual(new Set(['email', 'sms', 'push', 'in-app', 'custom']));
  const page = readFileSync(out, 'utf8');
  for (const { name } of campaigns) expect(page).toContain(`<h2>${name}</h2>`);
  expect(page.split('A hostile name')).toHaveLength(campaigns.length + 1);
  expect(page).not.toContain('<b>Zoë');
});

it('has nothing to replay where no run has sent', async () => {
  const { code, stderr } = await runParley(['activate', 'replay', '--out', join(mkdtempSync(join(tmpdir(), 'parley-replay-')), 'out')]);
  expect(code).toBe(2);
  expect(stderr).toContain('REPLAY_NO_RUN');
});
