/**
 * The envelope as columns of a Glue table, in Hive's types: what Firehose converts to Parquet. Members that are not named
 * here stay out of the table.
 */
export const EVENT_COLUMNS = [
  { name: 'event_type', type: 'string' },
  { name: 'event_timestamp', type: 'bigint' },
  { name: 'arrival_timestamp', type: 'bigint' },
  { name: 'event_version', type: 'string' },
  { name: 'application', type: 'struct<app_id:string,package_name:string,title:string,version_name:string,version_code:string,sdk:struct<name:string,version:string>>' },
  { name: 'client', type: 'struct<client_id:string,cognito_id:string>' },
  { name: 'session', type: 'struct<session_id:string,start_timestamp:bigint,stop_timestamp:bigint>' },
  { name: 'attributes', type: 'map<string,string>' },
  { name: 'metrics', type: 'map<string,double>' },
  // Ours, and not of Pinpoint's envelope: a new column stands last, where what was stored before lacks it.
  { name: 'event_id', type: 'string' },
] as const;
