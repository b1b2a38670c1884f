import type { Members } from '../operation';
import type { ServiceParts } from '../state/service-parts';
import type { Draft } from '../state/state';
import type { ServiceCall } from './service-operation';

/** An event of the service, in EventBridge's words. */
export interface Happening {
  /** Such as `Membership Created`. */
  detailType: string;
  /** ARN of what it is about. */
  resource: string;
  detail: Members;
  /** The account that hears of it: the caller's unless told. */
  account?: string;
}

export type Tell = (happening: Happening) => void;

/**
 * Changes the state and tells of it: what is told is on disk with the change, in one record, and goes to the event log right
 * after it. What a kill leaves untold, `passOnEvents` tells at the next change or start; the log takes each event once.
 */
export async function changeAndTell<T>({ caller, service }: ServiceCall, work: (draft: Draft, tell: Tell) => T): Promise<T> {
  const time = service.clock().getTime();
  const result = await service.state.change((draft) =>
    work(draft, ({ detailType, resource, detail, account = caller.account }) => {
      const key = [resource, detailType, account, caller.requestId].join(' ');
      draft.put('untoldEvents', key, { detailType, account, resources: [resource], detail, time });
    }),
  );
  await passOnEvents(service);
  return result;
}

/** Passes on what is untold. An event log that can't be written keeps no one from an answer: what is untold stays so. */
export async function passOnEvents({ state, events }: Pick<ServiceParts, 'state' | 'events'>): Promise<void> {
  const told: string[] = [];
  try {
    for (const [key, event] of state.entries('untoldEvents')) {
      await events.record({ ...event, key, time: new Date(event.time) });
      told.push(key);
    }
  } catch {
    // Told at the next change, or when the service next starts.
  }
  if (told.length === 0) return;
  await state.change((draft) => {
    for (const key of told) draft.remove('untoldEvents', key);
  });
}
