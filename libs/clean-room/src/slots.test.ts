import { Slots } from './slots';

const nothing = (): void => undefined;
const NEVER = new AbortController().signal;

/** Work that says when it began and ends when told. */
function work(name: string, began: string[]) {
  let end = nothing;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = async (): Promise<string> => {
    began.push(name);
    await ended;
    return name;
  };
  return { run, end };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

it('lets so many work at a time, the longest waiting first, also after a failure', async () => {
  const slots = new Slots(1);
  const began: string[] = [];
  const [a, b] = [work('a', began), work('b', began)];
  const first = slots.use(a.run, NEVER);
  const second = slots.use(() => Promise.reject(new Error('broken')), NEVER);
  const third = slots.use(b.run, NEVER);
  await turns();
  expect(began).toEqual(['a']);
  a.end();
  await first;
  await expect(second).rejects.toThrow('broken');
  await turns();
  expect(began).toEqual(['a', 'b']);
  b.end();
  expect(await third).toBe('b');
});

it('gives one that is cancelled while it waits no slot, and lets it end at once', async () => {
  const slots = new Slots(1);
  const began: string[] = [];
  const [a, b, c] = [work('a', began), work('b', began), work('c', began)];
  const cancel = new AbortController();
  const first = slots.use(a.run, NEVER);
  const second = slots.use(b.run, cancel.signal);
  const third = slots.use(c.run, NEVER);
  cancel.abort();
  b.end();
  expect(await second).toBe('b');
  expect(began).toEqual(['a', 'b']);
  a.end();
  c.end();
  await Promise.all([first, third]);
  expect(began).toEqual(['a', 'b', 'c']);
});
