import {
  CreateResourceCommand, GetResourceCommand, GetResourceRequestStatusCommand, paginateListResources, type ProgressEvent, UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol';
import { type CleanRoomResource, desiredState } from '@parley/clean-room-resources';
import { setTimeout as pause } from 'node:timers/promises';
import { differences } from './differences';
import { notKept, notMade, notMadeInTime } from './errors';
import type { MemberApi } from './member-api';

/** A resource's properties, as Cloud Control tells them. */
export type Properties = Readonly<Record<string, unknown>>;

const WAIT = { first: 50, most: 5000, inAll: 300_000 };

/**
 * Makes a resource, or brings the one that is there to the wanted state, and reads it back: gives its properties only if
 * everything that was asked for is there. Running it again changes nothing.
 *
 * @throws ParleyError SETUP_REFUSED (input) with the service's words; SETUP_NOT_KEPT, SETUP_UNFINISHED (fault).
 */
export async function ensureResource({ control }: MemberApi, { type, members }: CleanRoomResource, isIt: (found: Properties) => boolean): Promise<Properties> {
  const TypeName = `AWS::CleanRooms::${type}`;
  const text = desiredState(members);
  const wanted = JSON.parse(text) as Properties;
  const name = String(wanted.Name ?? wanted.PrivacyBudgetType);

  const read = async (Identifier: string): Promise<Properties> =>
    JSON.parse((await control.send(new GetResourceCommand({ TypeName, Identifier }))).ResourceDescription?.Properties ?? '{}') as Properties;

  const find = async (): Promise<string | undefined> => {
    const { MembershipIdentifier } = wanted;
    const model = MembershipIdentifier === undefined ? {} : { ResourceModel: JSON.stringify({ MembershipIdentifier }) };
    for await (const { ResourceDescriptions = [] } of paginateListResources({ client: control }, { TypeName, ...model })) {
      for (const { Identifier = '' } of ResourceDescriptions) if (isIt(await read(Identifier))) return Identifier;
    }
    return undefined;
  };

  const ended = async (started: ProgressEvent | undefined): Promise<string> => {
    const begun = performance.now();
    let event = started;
    for (let wait = WAIT.first; event?.OperationStatus === 'PENDING' || event?.OperationStatus === 'IN_PROGRESS'; wait = Math.min(wait * 2, WAIT.most)) {
      if (performance.now() - begun > WAIT.inAll) throw notMadeInTime(type, name);
      await pause(wait);
      event = (await control.send(new GetResourceRequestStatusCommand({ RequestToken: event.RequestToken }))).ProgressEvent;
    }
    if (event?.OperationStatus !== 'SUCCESS') throw notMade(type, name, event?.ErrorCode ?? 'no code', event?.StatusMessage ?? 'no reason given');
    return event.Identifier ?? '';
  };

  const there = await find();
  if (there === undefined) {
    const made = await ended((await control.send(new CreateResourceCommand({ TypeName, DesiredState: text }))).ProgressEvent);
    return kept(await read(made));
  }
  const found = await read(there);
  const changed = Object.keys(wanted).filter((key) => differences(wanted[key], found[key]).length > 0);
  if (changed.length === 0) return found;
  const patch = changed.map((key) => ({ op: key in found ? 'replace' : 'add', path: `/${key}`, value: wanted[key] }));
  await ended((await control.send(new UpdateResourceCommand({ TypeName, Identifier: there, PatchDocument: JSON.stringify(patch) }))).ProgressEvent);
  return kept(await read(there));

  function kept(properties: Properties): Properties {
    const lost = differences(wanted, properties);
    if (lost.length > 0) throw notKept(type, name, lost);
    return properties;
  }
}
