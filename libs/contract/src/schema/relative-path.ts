import { z } from 'zod';

/** A path that stays below its folder: forward slashes, not absolute, no `..`. */
export const relativePath = z
  .string()
  .min(1)
  .max(255)
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\\0]+$/, 'a relative path with forward slashes, below its folder (no leading /, no ..)');
