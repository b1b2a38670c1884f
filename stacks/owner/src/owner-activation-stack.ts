import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import {
  ActivationTables,
  AlertTopic,
  apiLog,
  CHANNELS,
  EventsTable,
  EventStream,
  eventsBucketName,
  HttpApi,
  LambdaHome,
  PartyStack,
  SecureBucket,
  streamLog,
  TEXT_SERVICE,
} from '@parley/constructs';
