// Starts queries one after the other and tells of each that was acknowledged, until it is killed.
import { openQueryHost } from './query-host';
import { MEMBERSHIP, putScenario, Q } from './scenario';

const [folder = '', queryProcess = ''] = process.argv.slice(2);
const MATCH = 'SELECT DISTINCT c.customer_id, s.segment FROM crm c INNER JOIN seg s ON c.hashed_email = s.hashed_email';

const host = await openQueryHost(folder, queryProcess, { quotas: { perAccount: 3, perMembership: 3 } });
if (!host.state.get('memberships', MEMBERSHIP[Q])) await putScenario(host.state);
process.stdout.write('ready\n');
for (;;) {
  const input = {
    type: 'SQL',
    membershipIdentifier: MEMBERSHIP[Q],
    sqlParameters: { queryString: MATCH },
    resultConfiguration: { outputConfiguration: { s3: { resultFormat: 'CSV', bucket: 'results-of-q' } } },
  };
  const started = await host.call('StartProtectedQuery', Q, input).catch(() => undefined); // at the quota
  if (started) process.stdout.write(`${(started.protectedQuery as { id: string }).id}\n`);
  else await new Promise((resolve) => setTimeout(resolve, 20));
}
