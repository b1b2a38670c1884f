import { createHash } from 'node:crypto';
import type { Original } from './data-set';
import { wrongChecksum, wrongSize } from './errors';

/**
 * The text of the original, once size and checksum agree; a copy that differs in line ends alone is mended first.
 * @throws inputError `ORIGINAL_WRONG_SIZE`, `ORIGINAL_WRONG_CHECKSUM`.
 */
export function checkedText(bytes: Buffer, original: Original, source: string): string {
  const mended = bytes.length === original.bytes ? bytes : withLineEnds(bytes, original.lineEnds);
  if (mended.length !== original.bytes) throw wrongSize(source, original.bytes, bytes.length);
  const sha256 = createHash('sha256').update(mended).digest('hex');
  if (sha256 !== original.sha256) throw wrongChecksum(source, original.sha256, sha256);
  return mended.toString('utf8');
}

function withLineEnds(bytes: Buffer, lineEnds: Original['lineEnds']): Buffer {
  const text = bytes.toString('latin1').replaceAll('\r\n', '\n');
  return Buffer.from(lineEnds === 'LF' ? text : text.replaceAll('\n', '\r\n'), 'latin1');
}
