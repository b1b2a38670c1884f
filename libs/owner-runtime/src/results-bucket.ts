import type { CleanRoomClient } from '@parley/clean-room-client';
import { BUCKETS } from '@parley/pipeline';

/** Clean Rooms delivers into a bucket of its own, apart from every source bucket, as AWS asks. */
export function withResultsIn(bucket: string, room: CleanRoomClient): CleanRoomClient {
  return {
    startQuery: (input) => room.startQuery(input.result.bucket === BUCKETS.run ? { ...input, result: { ...input.result, bucket } } : input),
    getQuery: (membershipId, queryId) => room.getQuery(membershipId, queryId),
    listQueries: (membershipId) => room.listQueries(membershipId),
  };
}
