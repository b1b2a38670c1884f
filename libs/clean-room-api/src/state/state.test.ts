import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ChangeLog } from './change-log';
import { State } from './state';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-state-'));
  file = join(folder, 'state.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function reopened<T>(state: State, look: (again: State) => T): Promise<T> {
  await state.close();
  const again = await State.open(folder);
  try {
    return look(again);
  } finally {
    await again.close();
  }
}

const change = fc.array(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.option(fc.string({ unit: 'grapheme' })) }),
  { minLength: 1, maxLength: 3 },
);

it('holds what a map would, in the order of first putting, now and when opened again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.array(fc.boolean(), { maxLength: 12 }), async (changes, fails) => {
      rmSync(file, { force: true });
      const state = await State.open(folder);
      let model = new Map<string, Record<string, string>>();
      await Promise.all(
        changes.map(async (edits, at) => {
          const next = new Map(model);
          const made = state.change((draft) => {
            for (const { id, value } of edits) {
              if (value === null) draft.remove('tags', id);
              else draft.put('tags', id, { value });
              if (value === null) next.delete(id);
              else next.set(id, { value });
            }
            if (fails[at]) throw new Error('refused');
          });
          if (!fails[at]) model = next;
          await made.catch((error: Error) => expect(error.message).toBe('refused'));
        }),
      );
      expect(state.entries('tags')).toEqual([...model]);
      expect(await reopened(state, (again) => again.entries('tags'))).toEqual([...model]);
    }),
    { numRuns: 12 },
  );
});

it('keeps every whole change of a file that a crash cut anywhere', async () => {
  const state = await State.open(folder);
  for (const id of ['a', 'b', 'c']) await state.change((draft) => [draft.put('tags', id, { id }), draft.put('tags', `${id} too`, { id })]);
  await state.close();
  const bytes = readFileSync(file);
  for (let size = bytes.length; size >= 0; size -= 23) {
    writeFileSync(file, bytes);
    truncateSync(file, size);
    const whole = bytes.subarray(0, size).toString().split('\n').length - 2; // less the header and what follows the last end
    const again = await State.open(folder);
    expect(again.all('tags')).toHaveLength(2 * Math.max(0, whole));
    await again.change((draft) => draft.put('tags', 'next', {}));
    expect(await reopened(again, (next) => next.get('tags', 'next'))).toEqual({});
  }
});

it('is one process’s, and no other file’s', async () => {
  const state = await State.open(folder);
  await expect(State.open(folder)).rejects.toMatchObject({ kind: 'input', code: 'STATE_IN_USE' });
  await state.close();
  await expect(state.change(() => undefined)).rejects.toMatchObject({ code: 'STATE_CLOSED' });
  appendFileSync(file, 'noise\n{"edits":[]}\n');
  await expect(State.open(folder)).rejects.toMatchObject({ kind: 'fault', code: 'STATE_DAMAGED', problems: [{ file, line: 2 }] });
  writeFileSync(file, '{"parley":"clean-room-service","version":99}\n');
  await expect(State.open(folder)).rejects.toMatchObject({ kind: 'input', code: 'STATE_UNKNOWN' });
});

it('writes a log of old changes anew, and loses nothing by it', async () => {
  const state = await State.open(folder);
  await state.change((draft) => [draft.put('tags', 'first', { kept: 'yes' }), draft.put('tags', 'gone', {})]);
  await state.change((draft) => draft.remove('tags', 'gone'));
  await Promise.all(Array.from({ length: 1200 }, (_, at) => state.change((draft) => draft.put('tags', 'busy', { at: String(at) }))));
  const entries = state.placed('tags');
  expect(await reopened(state, (again) => again.placed('tags'))).toEqual(entries);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
  expect(await reopened(await State.open(folder), (again) => again.placed('tags'))).toEqual(entries);
});

it('forgets everything at once but what seals its tokens', async () => {
  const state = await State.open(folder);
  await state.change((draft) => [draft.put('tags', 'a', {}), draft.put('secrets', 'pages', { key: 'k' })]);
  await state.clear();
  expect(await reopened(state, (again) => [again.all('tags'), again.get('secrets', 'pages')])).toEqual([[], { key: 'k' }]);
});

describe('a disk that can not be written', () => {
  it('takes back the changes it loses and those made on top of them, and goes on', async () => {
    const written: string[] = [];
    const undone: string[] = [];
    let full = true;
    const append = async (...lines: string[]): Promise<void> => {
      await new Promise(setImmediate);
      if (full) throw new Error('full');
      written.push(...lines);
    };
    const log = new ChangeLog({ append, close: async () => undefined });
    const first = log.add('1', () => undone.push('1'));
    const second = log.add('2', () => undone.push('2'));
    await Promise.resolve();
    await Promise.resolve();
    const later = log.add('3', () => undone.push('3')); // while the first two are being written
    const answer = log.settled();
    for (const made of [first, second, later, answer]) await expect(made).rejects.toThrow('full');
    expect([undone, log.losses]).toEqual([['3', '2', '1'], 1]);
    full = false;
    await log.add('4', () => undone.push('4'));
    await log.settled();
    expect([written, undone]).toEqual([['4'], ['3', '2', '1']]);
  });

  it('writes what comes together in one go', async () => {
    const writes: string[][] = [];
    const append = async (...lines: string[]): Promise<void> => {
      await new Promise(setImmediate);
      writes.push(lines);
    };
    const log = new ChangeLog({ append, close: async () => undefined });
    await Promise.all(['1', '2', '3'].map((line) => log.add(line, () => undefined)));
    expect(writes).toEqual([['1', '2', '3']]);
  });
});
