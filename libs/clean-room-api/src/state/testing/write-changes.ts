import { State } from '../state';

/**
 * Writes changes to the state in the folder `argv[2]` until it is killed: four at a time, each of two records that must never
 * be apart. Says each change by its number once it is acknowledged; `argv[3]` is the first number.
 */
async function main([folder = '', first = '0']: string[]): Promise<void> {
  const state = await State.open(folder);
  process.stdout.write('open\n');
  let next = Number(first);
  const writer = async (): Promise<void> => {
    for (;;) {
      const number = (next += 1);
      const tags = { number: String(number), padding: 'x'.repeat(number % 400) };
      await state.change((draft) => {
        draft.put('tags', `left ${number}`, tags);
        draft.put('tags', `right ${number}`, tags);
        if (number % 3 === 0) for (const side of ['left', 'right']) draft.remove('tags', `${side} ${number - 1}`);
      });
      process.stdout.write(`${number}\n`);
    }
  };
  await Promise.all([writer(), writer(), writer(), writer()]);
}

void main(process.argv.slice(2));
