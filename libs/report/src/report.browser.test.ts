import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeWith } from '@parley/testing';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { renderReport } from './render-report';
import * as fixtures from './testing/fixtures';

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const;
const REPORTS = Object.keys(fixtures) as (keyof typeof fixtures)[];
const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));

describeWith('chromium', 'the report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  describe.each(REPORTS)('%s', (name) => {
    it.each(LOOKS)('$colorScheme, $width wide: quiet, alone, accessible and within the page', async ({ colorScheme, width }) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      const noise: string[] = [];
      page.on('console', (message) => noise.push(message.text()));
      page.on('pageerror', (error) => noise.push(error.message));
      page.on('request', (request) => noise.push(`request to ${request.url()}`));
      const url = await open(page, name);
      expect(noise).toEqual([`request to ${url}`]);
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      await page.close();
    });
  });

  it('is blocked by its own policy from running a script, should one ever get in', async () => {
    const page = await browser.newPage();
    const file = join(folder, 'attacked.html');
    writeFileSync(file, renderReport(fixtures.adds).replace('</main>', '<script>document.title = "owned"</script></main>'));
    await page.goto(pathToFileURL(file).href);
    expect(await page.title()).toBe('Parley report: repeat-purchase');
    await page.close();
  });

  it('prints in light colours with nothing cut off', async () => {
    const page = await browser.newPage({ colorScheme: 'light' });
    await open(page, 'adds');
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.evaluate('document.querySelector("h1").innerText')).toContain('37% more');
    await page.close();
  });
});

async function open(page: Page, name: keyof typeof fixtures): Promise<string> {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, renderReport(fixtures[name]));
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return url;
}
