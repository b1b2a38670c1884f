import type { ProtectedQueryOutputConfiguration, ProtectedQueryResultConfiguration } from '@aws-sdk/client-cleanrooms';
import type { ResultLocation } from '@parley/clean-room-client';
import type { Checked } from '../operations/service-operation';
import { membersOf } from '../operations/access/visible-collaboration';
import type { MembershipRecord } from '../state/records';
import type { State } from '../state/state';
import {
  cannotReceive, memberTwice, noLocations, noOutput, oneLocation, oneOutput, OUTPUT, receiverWithoutBucket, runnerAsMember, twoOwnLocations,
} from './errors';
import type { S3Place } from './query-request';
import { isActiveReceiver } from './room-of';

/** Where the rows of a query go. */
export interface ResultPlan {
  /** What GetProtectedQuery answers: no other member's bucket is in it. */
  resultConfiguration: Record<string, unknown>;
  own?: S3Place;
  memberReceivers: string[];
  /** The runner's own place first. */
  locations: [ResultLocation, ...ResultLocation[]];
}

type Output = Checked<ProtectedQueryOutputConfiguration>;
type Place = { name: string; account: string; s3: S3Place };

/**
 * Reads a result configuration (clean-rooms-semantics.md 1.7); without one, the membership's default. The runner's rows go
 * where it says, another member's where that member's membership says. Throws ValidationException INVALID_CONFIGURATION.
 */
export function resultPlan(state: State, membership: MembershipRecord, asked: Checked<ProtectedQueryResultConfiguration> | undefined): ResultPlan {
  const given = asked?.outputConfiguration as Output | undefined;
  const output = given ?? defaultOutput(membership);
  if (!output) throw noOutput();
  const places = outputPlaces(state, membership, output);
  for (const { name, account } of places) {
    if (!isActiveReceiver(state, membership.collaborationId, account)) throw cannotReceive(name, account);
  }
  const isOwn = ({ account }: Place): boolean => account === membership.account;
  const own = places.find(isOwn);
  const others = places.filter((place) => !isOwn(place));
  const [first, ...further] = [...(own ? [own] : []), ...others].map(location);
  if (!first) throw noLocations();
  return {
    resultConfiguration: { ...asked, outputConfiguration: output },
    ...(own && { own: own.s3 }),
    memberReceivers: others.map(({ account }) => account),
    locations: [first, ...further],
  };
}

function outputPlaces(state: State, membership: MembershipRecord, { s3, member, distribute }: Output): Place[] {
  if ([s3, member, distribute].filter((one) => one !== undefined).length !== 1) throw oneOutput(OUTPUT);
  if (s3) return [ownPlace(membership, `${OUTPUT}.s3`, s3)];
  if (member) return [memberPlace(state, membership, `${OUTPUT}.member`, member.accountId)];
  const locations = distribute?.locations ?? [];
  if (locations.filter((one) => one.s3 !== undefined).length > 1) throw twoOwnLocations();
  const places = locations.map((one, index): Place => {
    const name = `${OUTPUT}.distribute.locations[${index}]`;
    if ((one.s3 === undefined) === (one.member === undefined)) throw oneLocation(name);
    return one.s3 ? ownPlace(membership, `${name}.s3`, one.s3) : memberPlace(state, membership, `${name}.member`, one.member?.accountId ?? '');
  });
  places.forEach(({ name, account }, index) => {
    if (places.findIndex((place) => place.account === account) < index) throw memberTwice(name, account);
  });
  return places;
}

const ownPlace = ({ account }: MembershipRecord, name: string, s3: S3Place): Place => ({ name, account, s3 });

function memberPlace(state: State, { collaborationId, account: runner }: MembershipRecord, name: string, account: string): Place {
  if (account === runner) throw runnerAsMember(name);
  if (!isActiveReceiver(state, collaborationId, account)) throw cannotReceive(name, account);
  const membershipId = membersOf(state, collaborationId).find((member) => member.account === account)?.membershipId;
  const membership = membershipId === undefined ? undefined : state.get('memberships', membershipId);
  const s3 = membership && defaultOutput(membership)?.s3;
  if (!s3) throw receiverWithoutBucket(name, account);
  return { name, account, s3 };
}

function defaultOutput({ defaultResultConfiguration }: MembershipRecord): Output | undefined {
  return defaultResultConfiguration?.outputConfiguration as Output | undefined;
}

function location({ account, s3: { bucket, keyPrefix = '', resultFormat } }: Place): ResultLocation {
  return { receiver: account, bucket, keyPrefix, format: resultFormat };
}
