import { readFile } from 'node:fs/promises';
import { isParleyError } from '@parley/errors';
import { type BoosterModel, checkBoosterModel } from '@parley/gradient-boosting';
import { writeFileAtomically } from '@parley/files';
import { z } from 'zod';
import { modelFileInvalid, modelFileMissing } from './model-errors';

/** What `parley model train` writes: the booster and what its score means. */
export interface ModelFile {
  format: 'parley-model';
  version: 1;
  /** The score is the probability that `column` is `positive`. */
  label: { column: string; positive: string };
  booster: BoosterModel;
}

const fileSchema = z.strictObject({
  format: z.literal('parley-model'),
  version: z.literal(1),
  label: z.strictObject({ column: z.string(), positive: z.string() }),
  booster: z.unknown(),
});

/** Writes the file whole or not at all. */
export async function writeModelFile(file: string, model: ModelFile): Promise<void> {
  await writeFileAtomically(file, `${JSON.stringify(model)}\n`);
}

/** Throws MODEL_FILE_UNREADABLE, or MODEL_FILE_INVALID with all problems. */
export async function readModelFile(file: string): Promise<ModelFile> {
  const parsed = fileSchema.safeParse(await readJson(file));
  if (!parsed.success) {
    throw modelFileInvalid(file, parsed.error.issues.map(({ path, message }) => ({ message: `${path.join('.') || 'the model'}: ${message}.` })));
  }
  try {
    return { ...parsed.data, booster: checkBoosterModel(parsed.data.booster) };
  } catch (error) {
    throw isParleyError(error) ? modelFileInvalid(file, error.problems, error) : error;
  }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw modelFileMissing(file, cause);
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw modelFileInvalid(file, [{ message: 'This is not JSON.', repair: 'Name a file that parley model train wrote.' }], cause);
  }
}
