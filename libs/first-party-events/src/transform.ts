import { isUtf8 } from 'node:buffer';
import { canonical, refusalOf } from './canonical';
import { wrongMembers } from './envelope';
import { parseJson } from './event';
import { splitObjects } from './split-objects';

/** A record that Firehose gives its transform, and what it asks back (developerguide, "Required parameters for data transformation"). */
export interface StreamRecord {
  recordId: string;
  /** Base64. */
  data: string;
  /** Milliseconds since 1970. */
  approximateArrivalTimestamp: number;
}

export interface TransformedRecord {
  recordId: string;
  result: 'Ok' | 'Dropped' | 'ProcessingFailed';
  /** Base64; JSON lines. */
  data?: string;
}

export type Judged = TransformedRecord & { reason?: string };

/**
 * Turns a record into JSON lines of the envelope, for the table of `EVENT_COLUMNS`. A record holds one event, or several
 * that follow one another. One bad event fails its record whole: Firehose keeps it as it came, below the error prefix.
 * Events that say nothing of a client are left out; a record of none but those is dropped.
 */
export function transformRecord({ recordId, data, approximateArrivalTimestamp: arrived }: StreamRecord): Judged {
  const failed = (reason: string): Judged => ({ recordId, result: 'ProcessingFailed', reason });
  const bytes = Buffer.from(data, 'base64');
  if (!isUtf8(bytes)) return failed('not UTF-8');
  const { objects, rest } = splitObjects(bytes.toString());
  if (objects.length === 0 || rest.trim() !== '') return failed('not JSON');
  let lines = '';
  for (const text of objects) {
    const found = lineOf(text, arrived);
    if ('reason' in found) return failed(found.reason);
    lines += found.line;
  }
  return lines === '' ? { recordId, result: 'Dropped', reason: 'no client.client_id' } : { recordId, result: 'Ok', data: Buffer.from(lines).toString('base64') };
}

function lineOf(text: string, arrived: number): { line: string } | { reason: string } {
  const given = parseJson(text);
  if (given === undefined) return { reason: 'not JSON' };
  if (saysNobody(given)) return { line: '' };
  const parsed = canonical.safeParse(given);
  if (!parsed.success) return { reason: wrongMembers(parsed.error) };
  const reason = refusalOf(parsed.data, arrived);
  if (reason !== undefined) return { reason };
  return { line: `${JSON.stringify({ ...parsed.data, arrival_timestamp: parsed.data.arrival_timestamp ?? arrived })}\n` };
}

function saysNobody(given: unknown): boolean {
  const client = (given as { client?: { client_id?: unknown } } | null)?.client;
  return client === undefined || client === null || client.client_id === undefined || client.client_id === '';
}
