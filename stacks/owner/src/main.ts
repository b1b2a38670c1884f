import { resolve } from 'node:path';
import { synthOwner } from './synth-owner';

synthOwner(resolve(process.cwd(), '..')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
