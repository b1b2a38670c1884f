import { FolderObjectStore } from '@parley/object-store';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgottenList } from './forgotten-list';

describe('the list of forgotten people', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'parley-forgotten-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const uri = 's3://out/forgotten.json';
  const read = () => ForgottenList.read(new FolderObjectStore({ out: folder }), uri, 'US');

  it('knows a person again by id, address or number, however written, and holds none of them', async () => {
    await (await read()).add(new FolderObjectStore({ out: folder }), uri, [{ id: 'C1001', email: 'Ann.Lee@gmail.com', phone: '(202) 555-0123' }], new Date('2026-07-01T00:00:00Z'));
    const list = await read();
    expect([{ id: 'C1001' }, { email: 'annlee+shop@GMAIL.com' }, { phone: '+1 202 555 0123' }, { id: 'new', email: 'annlee@gmail.com' }].map((known) => list.has(known))).toEqual([true, true, true, true]);
    expect([{ id: 'C1002' }, { email: 'bo@example.com' }, { id: '', email: '', phone: '' }, {}].map((known) => list.has(known))).toEqual([false, false, false, false]);
    const stored = await readFile(join(folder, 'forgotten.json'), 'utf8');
    for (const clear of ['C1001', 'gmail', '5550123']) expect(stored).not.toContain(clear);
  });

  it('adds a person once', async () => {
    const store = new FolderObjectStore({ out: folder });
    for (let time = 0; time < 2; time++) await (await read()).add(store, uri, [{ id: 'C1001' }], new Date(0));
    expect((JSON.parse(await readFile(join(folder, 'forgotten.json'), 'utf8')) as { people: unknown[] }).people).toHaveLength(1);
  });

  it('is never taken for empty when it is damaged', async () => {
    await writeFile(join(folder, 'forgotten.json'), '{}');
    await expect(read()).rejects.toMatchObject({ code: 'FORGOTTEN_DAMAGED' });
    await writeFile(join(folder, 'forgotten.json'), '{"salt":');
    await expect(read()).rejects.toMatchObject({ code: 'FORGOTTEN_DAMAGED' });
  });
});
