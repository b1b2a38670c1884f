import { readFile } from 'node:fs/promises';
import { badStatus, cutOff, noAnswer, tooLarge, unreadable } from './errors';

/** No data set here is near this size, zipped or not. */
export const MOST_BYTES = 50_000_000;
const SILENCE_MS = 60_000;

/** Downloads a file into memory: nothing reaches the disk before it is checked. @throws fault `DOWNLOAD_…`. */
export async function download(url: string, mostBytes = MOST_BYTES): Promise<Buffer> {
  const silence = new AbortController();
  const watchdog = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(url, { signal: silence.signal }).catch((error: unknown) => {
      throw noAnswer(url, error);
    });
    if (!response.ok || !response.body) throw badStatus(url, response.status);
    return await readBody(url, response.body, mostBytes, () => watchdog.refresh());
  } finally {
    clearTimeout(watchdog);
  }
}

/** Reads a file that the user has fetched. @throws inputError `ORIGINAL_UNREADABLE`. */
export async function readLocal(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
}

async function readBody(url: string, body: ReadableStream<Uint8Array>, mostBytes: number, alive: () => void): Promise<Buffer> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let received = 0; ; ) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw cutOff(url, received, error);
    });
    if (done) return Buffer.concat(chunks);
    alive();
    received += value.length;
    if (received > mostBytes) {
      await reader.cancel();
      throw tooLarge(url, mostBytes);
    }
    chunks.push(value);
  }
}
