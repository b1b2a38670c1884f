export * from './firehose-stream';
