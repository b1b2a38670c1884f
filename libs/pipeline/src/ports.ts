import type { Channels, ConsentStore, DeadLetters, DeferredQueue, SendLedger, StopSwitch, SuppressionStore, Timer, UnsubscribeKeys } from '@parley/activation';
import type { Catalog } from '@parley/catalog';
import type { CleanRoomClient } from '@parley/clean-room-client';
import type { Contract, TableSpec } from '@parley/contract';
import type { EventSource } from '@parley/first-party-events';
import type { IdentifierHash } from '@parley/identity';
import type { ForgottenList } from '@parley/intake';
import type { ObjectStore } from '@parley/object-store';
import type { Plan } from '@parley/owner-plan';
import type { SqlEngine } from '@parley/sql-engine';
import type { StepWatcher } from './step-runner';

/** What every step may use. Adapters differ between AWS and a laptop; the steps do not. */
export interface Ports {
  contract: Contract;
  plan: Plan;
  store: ObjectStore;
  catalog: Catalog;
  cleanRoom: CleanRoomClient;
  /** The owner's membership in the collaboration with a partner. */
  membershipOf(partner: string): string;
  sql: SqlEngine;
  /** The events of one of the owner's tables: its source file on a laptop; on AWS, whatever the file, what the collector and feedback stored. */
  eventsOf(table: TableSpec): EventSource;
  /** Those that are set up. */
  channels: Channels;
  ledger: SendLedger;
  /** Messages that quiet hours put off. */
  deferred: DeferredQueue;
  /** Messages that a channel refused or stayed too busy for. */
  deadLetters: DeadLetters;
  consents: ConsentStore;
  suppressions: SuppressionStore;
  /** Stops every campaign, or one, before its next batch. */
  stop: StopSwitch;
  /** The moment that sending decides by: on AWS the real one, since an approval may come days after the run began. */
  clock: () => Date;
  timer: Timer;
  /** Names this process in the send ledger: of two of one name, neither may be alive. */
  worker: string;
  secrets: Secrets;
  /** Who must not come back with an import; absent where intake is not this pipeline's, as on AWS. */
  forgotten?: ForgottenList;
  audit: AuditTrail;
  watcher: StepWatcher;
  /** The moment the run works at: fixed at its start, so that a resumed run decides as an unbroken one. */
  now: Date;
  /** A folder for files between two steps; it may hold raw identifiers while a step runs. */
  scratch: string;
  /** Reads a file of the owner's contract folder, such as a template. */
  ownerFile(path: string): Promise<string>;
}

/** What sending uses of the ports: enough for a replay, which asks no clean room. */
export type SendingPorts = Pick<
  Ports,
  'contract' | 'plan' | 'store' | 'channels' | 'ledger' | 'deferred' | 'deadLetters' | 'consents' | 'suppressions' | 'stop' | 'clock' | 'timer' | 'worker' | 'now' | 'ownerFile'
> & { secrets: Pick<Secrets, 'unsubscribeKeys'> };

export interface Secrets {
  /** How identifiers of this pair are hashed. */
  pairHash(partner: string): Promise<IdentifierHash>;
  /** Sign unsubscribe tokens, and say under which tags a person may have unsubscribed. As they are now, not as once read. */
  unsubscribeKeys(): Promise<UnsubscribeKeys>;
}

export interface AuditTrail {
  /** Head and length of the clean room's audit chain, for the receipt. */
  head(): Promise<{ head: string; length: number }>;
}

/** The run a step belongs to. */
export interface Run {
  id: string;
  seed: number;
}
