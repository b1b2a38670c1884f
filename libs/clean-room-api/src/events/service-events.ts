/** Something that happened, before EventBridge's envelope is round it. */
export interface ServiceEvent {
  /** EventBridge's words: `Protected Query Started`. */
  detailType: string;
  /** The account whose event bus it goes to. */
  account: string;
  /** ARNs. */
  resources: readonly string[];
  detail: Readonly<Record<string, unknown>>;
  /** When it happened; the moment it is recorded unless told. */
  time?: Date;
  /**
   * Names the happening, the same each time it is told: `<query id>/SUCCESS`. One recorded before is not recorded twice, so
   * whoever replays a state after a kill may tell all of it again.
   */
  key: string;
}

/** The service's event log and outbox. */
export interface ServiceEvents {
  /** On disk, where there is a state folder, before it returns. Sending it on is tried until it succeeds. */
  record(event: ServiceEvent): Promise<void>;
}
