import type { ResultLocation, StartQuery } from '@parley/clean-room-client';
import { parseObjectUri } from '@parley/object-store';
import { receiverTwice } from '../errors';

/** Where one receiver's file goes. */
export interface ResultPlace {
  receiver: string;
  format: 'CSV' | 'PARQUET';
  /** An object URI. */
  uri: string;
}

/**
 * The place of each receiver's file, the first one first. Throws OBJECT_URI_INVALID and RESULT_RECEIVER_TWICE (input): a bad
 * bucket or prefix is said before anything runs.
 */
export function resultPlaces(id: string, runner: string, { result, copies = [] }: StartQuery): [ResultPlace, ...ResultPlace[]] {
  const [first, ...others] = [result, ...copies].map((location) => resultPlace(id, runner, location));
  const places: [ResultPlace, ...ResultPlace[]] = [first!, ...others];
  places.forEach(({ receiver, uri }, at) => {
    parseObjectUri(uri);
    if (places.findIndex((place) => place.receiver === receiver || place.uri === uri) < at) throw receiverTwice(receiver);
  });
  return places;
}

function resultPlace(id: string, runner: string, { bucket, keyPrefix, format, receiver = runner }: ResultLocation): ResultPlace {
  const prefix = keyPrefix.replace(/\/+$/, '');
  const uri = `s3://${bucket}/${prefix === '' ? '' : `${prefix}/`}${id}/part-0.${format === 'CSV' ? 'csv' : 'parquet'}`;
  return { receiver, format, uri };
}
