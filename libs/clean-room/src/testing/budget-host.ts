/** Starts queries, three at a time, until the budget of seg refuses one; says each id it was given: `node budget-host.mjs FOLDER ENTRY BUDGET`. */
import { isParleyError } from '@parley/errors';
import { EmbeddedCleanRoom } from '../embedded-clean-room';
import { MEMBERSHIP, specOptions, specRoom } from './spec-room';

const [folder = '', entry = '', budget = ''] = process.argv.slice(2);
const rooms = [specRoom({ segBudget: [{ type: 'LIFETIME', budget: Number(budget) }] })];
const room = new EmbeddedCleanRoom({ ...specOptions(folder, entry), rooms });
const result = { bucket: 'results', keyPrefix: 'run', format: 'CSV' } as const;

async function start(): Promise<boolean> {
  try {
    const { id } = await room.startQuery({ membershipId: MEMBERSHIP, sql: 'SELECT segment FROM seg', result });
    process.stdout.write(`${id}\n`);
    return true;
  } catch (error) {
    if (isParleyError(error) && error.code === 'QUERY_REFUSED') return false;
    throw error;
  }
}

await room.listQueries(MEMBERSHIP);
process.stdout.write('open\n');
let going = true;
while (going) going = (await Promise.all([start(), start(), start()])).every((started) => started);
await room.close();
process.stdout.write('spent\n');
