import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { type BucketPlace, bucketAccess, eventsBucketName, EventsTable, EventStream, type LambdaHome, type PolicyStatement, putEvents, SecureBucket } from '@parley/constructs';
import { FEEDBACK_PREFIX } from '@parley/feedback';
import { EVENT_COLUMNS } from '@parley/first-party-events';
import type { Plan } from '@parley/owner-plan';
import { Construct } from 'constructs';
import type { OwnerFunctions } from './owner-functions';

export const EVENT_STREAM = 'parley-owner-events';
const EVENTS_DATABASE = 'parley_owner_events';
const TABLE = 'events';

/** Events of the owner's own channels: from the collector by Firehose to the catalogue. */
export class EventIntake extends Construct {
  /** The function that takes events in. */
  readonly collect: LambdaFunction;
  /** Where all of them are kept. */
  readonly place: BucketPlace;
  /** Where events of feedback go, and what putting them there needs. */
  readonly feedback: { prefix: string; statements: readonly PolicyStatement[] };

  constructor(home: LambdaHome, id: string, functions: OwnerFunctions, { origins }: Plan['collector']) {
    super(home, id);
    const { party } = home;
    const bucketName = eventsBucketName(party);
    ({ place: this.place } = new SecureBucket(this, 'store', { bucketName, purpose: `Events of ${party.name}'s own channels`, retentionDays: party.retentionDays }));
    const { place } = this;
    const { name: databaseName } = new GlueCatalogDatabase(this, 'database', { name: EVENTS_DATABASE });
    this.feedback = { prefix: `s3://${bucketName}/${FEEDBACK_PREFIX}`, statements: bucketAccess({ sid: 'FeedbackEvents', region: home.region, place, read: [FEEDBACK_PREFIX], write: [FEEDBACK_PREFIX] }) };
    const { table } = new EventsTable(this, 'events', { databaseName, name: TABLE, bucketName, columns: EVENT_COLUMNS });
    const statements = putEvents(home, EVENT_STREAM);
    // Puts back what would make its answer too large for Firehose, which says itself which stream that is.
    const transform = functions.make('ingest-events', { description: 'Judges events one by one on their way to the catalogue', environment: {}, statements });
    new EventStream(home, 'event-stream', { name: EVENT_STREAM, place, databaseName, tableName: table.name, transform });
    this.collect = functions.make('collect-events', { description: "Takes in events of the owner's own channels", environment: { STREAM_NAME: EVENT_STREAM, ALLOWED_ORIGINS: origins.join(',') }, statements });
  }
}
