import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeWith } from '@parley/testing';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { renderReport } from './render-report';
import { adds, addsNothing, gateFailed } from './testing/fixtures';

/** Each report once, and each colour scheme at each width once. */
const VIEWS = [
  { name: 'adds', data: adds, colorScheme: 'light', width: 1280 },
  { name: 'adds', data: adds, colorScheme: 'dark', width: 390 },
  { name: 'adds-nothing', data: addsNothing, colorScheme: 'light', width: 390 },
  { name: 'gate-failed', data: gateFailed, colorScheme: 'dark', width: 1280 },
] as const;
const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));

describeWith('chromium', 'the report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  it.each(VIEWS)('$name, $colorScheme, $width wide: quiet, alone, accessible and within the page', async ({ name, data, colorScheme, width }) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('request', (request) => noise.push(`request to ${request.url()}`));
    const url = await open(page, name, renderReport(data));
    expect(noise).toEqual([`request to ${url}`]);
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await page.close();
  });

  it('is blocked by its own policy from running a script, should one ever get in', async () => {
    const page = await browser.newPage();
    await open(page, 'attacked', renderReport(adds).replace('</main>', '<script>document.title = "owned"</script></main>'));
    expect(await page.title()).toBe('Parley report: repeat-purchase');
    await page.close();
  });

  it('prints within the paper', async () => {
    const page = await browser.newPage({ viewport: { width: 718, height: 1000 } });
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await open(page, 'printed', renderReport(adds));
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});

async function open(page: Page, name: string, report: string): Promise<string> {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, report);
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return url;
}
