import { ProblemList, textBytes } from '@parley/tabular';
import { type EventOutcome, judgeRecord } from './event';
import { recordTexts } from './record-texts';

/** A record with its outcome. */
export type EventRecord = { line: number } & EventOutcome;

/**
 * Reads a file of events, each with its outcome: JSON lines, or objects that follow one another without line feeds as
 * Firehose wrote Pinpoint's event stream; plain or gzip, also several gzip members. Blank lines are passed over. A reason
 * names the member at fault, never its value.
 *
 * @throws inputError for a missing file, bytes that aren't UTF-8 (after the last record)
 */
export async function* readPinpointEvents(path: string): AsyncGenerator<EventRecord, void, undefined> {
  const problems = new ProblemList(path);
  for await (const { line, text } of recordTexts(textBytes(path, problems))) {
    yield { line, ...(text === undefined ? TOO_LONG : judgeRecord(text)) };
  }
  problems.throwIfAny('TEXT_INVALID');
}

const TOO_LONG = { outcome: 'ProcessingFailed', reason: 'longer than any event may be' } as const;
