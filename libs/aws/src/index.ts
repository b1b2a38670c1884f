export * from './catalog/glue-catalog';
export * from './clean-room/aws-clean-room-client';
export { awsError, awsFailure } from './errors';
export * from './object-store/s3-object-store';
export * from './object-store/s3-object-versions';
