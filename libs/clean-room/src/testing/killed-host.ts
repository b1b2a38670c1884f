/** Starts a query that never ends, says so, and waits to be killed: `node killed-host.mjs FOLDER ENTRY`. */
import { EmbeddedCleanRoom } from '../embedded-clean-room';
import { allowing, MATCH, MEMBERSHIP, sampleOptions } from './sample-room';

const [folder = '', entry = ''] = process.argv.slice(2);
const judge = allowing('SELECT count(*) AS v FROM range(1000000000000) a, customers');
const room = new EmbeddedCleanRoom({ ...sampleOptions(folder, entry), judge });
const result = { bucket: 'results', keyPrefix: 'run-1', format: 'CSV' } as const;
const { id } = await room.startQuery({ membershipId: MEMBERSHIP, sql: MATCH, result });
while ((await room.getQuery(MEMBERSHIP, id)).status !== 'STARTED') await new Promise((resolve) => setTimeout(resolve, 10));
process.stdout.write(`${id}\n`);
