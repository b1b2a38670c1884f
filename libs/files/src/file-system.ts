import * as promises from 'node:fs/promises';

/** The file-system calls used here, so that a test can make any one of them fail. */
export type FileSystem = Pick<typeof promises, 'link' | 'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm'>;

export const realFileSystem: FileSystem = promises;

/**
 * The `code` of a system error such as `ENOSPC`, or undefined for any other error. It looks at fields, not the class:
 * errors of Node's own modules are of another realm under Jest.
 */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
