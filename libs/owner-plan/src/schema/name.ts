import { z } from 'zod';

/** A name that is also part of file names and of keys. */
export const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case letters, digits and -').max(60);
