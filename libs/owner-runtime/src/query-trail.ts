import type { ObjectStore } from '@parley/object-store';
import { type AuditTrail, runUri } from '@parley/pipeline';
import { createHash } from 'node:crypto';

/**
 * What a receipt says of the clean room on AWS, which has no chain of records to point at: a chain over the results of the
 * run's queries as recorded, by name. With the ids, AWS's own logs show the rest.
 */
export const queryTrail = (store: ObjectStore): AuditTrail => ({
  head: async () => {
    const records = (await store.list(runUri('steps/query-'))).toSorted();
    let head = '';
    for (const uri of records) {
      const { output } = JSON.parse((await store.get(uri)).toString('utf8')) as { output: unknown };
      head = createHash('sha256').update(`${head}\n${JSON.stringify(output)}`).digest('hex');
    }
    return { head, length: records.length };
  },
});
