import type { Problem } from '@parley/errors';
import { inboxLacking } from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** A message inside the app that nobody can fetch is not sent: without `inbox` there is no way in for those who sign in. */
export function checkInbox({ campaigns, inbox }: Plan, at: At): Problem[] {
  if (inbox) return [];
  return campaigns.flatMap(({ channel, name }, index) => (channel === 'in-app' ? [inboxLacking(at('campaigns', index, 'channel'), name)] : []));
}
