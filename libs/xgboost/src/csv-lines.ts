import type { CategoricalFeature, Dataset, NumericFeature } from '@parley/gradient-boosting';
import { type Encoder, fieldCount } from './encoder';
import { kindsDiffer, tooFewFields } from './errors';

/** Rows that are told of at a time: some hundred kilobytes of text. */
const CHUNK_ROWS = 2000;

/**
 * Training rows as the SageMaker algorithm reads them: CSV without a header, the label first.
 *
 * @param rows positions in the data
 * @param labels 0 or 1 by position
 * @throws inputError XGBOOST_TOO_FEW_FIELDS; fault XGBOOST_KINDS_DIFFER
 */
export const trainingLines = (encoder: Encoder, data: Dataset, rows: Int32Array, labels: Uint8Array): Iterable<string> =>
  lines(encoder, data, rows, (_, row) => labels[row]);

/** Rows to be scored: CSV without a header, the place in `rows` first. A place is no customer's id, and tells nobody apart outside the run. */
export const scoringLines = (encoder: Encoder, data: Dataset, rows: Int32Array): Iterable<string> => lines(encoder, data, rows, (place) => place);

function* lines(encoder: Encoder, data: Dataset, rows: Int32Array, first: (place: number, row: number) => number): Iterable<string> {
  // The algorithm guesses the delimiter from a line of features, and a line of one has none.
  if (fieldCount(encoder) < 2) throw tooFewFields();
  const fields = encoder.features.map((spec) => fieldsOf(spec, data));
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    let text = '';
    for (let place = from; place < Math.min(rows.length, from + CHUNK_ROWS); place++) {
      const row = rows[place];
      text += String(first(place, row));
      for (const field of fields) text += field(row);
      text += '\n';
    }
    yield text;
  }
}

/** A feature's fields of a row, each after its comma. */
function fieldsOf(spec: Encoder['features'][number], data: Dataset): (row: number) => string {
  const feature = data.features.find(({ name }) => name === spec.name);
  if (feature?.kind !== spec.kind) throw kindsDiffer(spec.name, spec.kind, feature?.kind);
  if (spec.kind === 'numeric') {
    const { values } = feature as NumericFeature;
    return (row) => (Number.isNaN(values[row]) ? ',' : `,${values[row]}`);
  }
  const { codes, categories } = feature as CategoricalFeature;
  const none = spec.categories.map(() => ',0').join('');
  const missing = ','.repeat(spec.categories.length);
  const texts = categories.map((category) => {
    const place = spec.categories.indexOf(category);
    return place < 0 ? none : spec.categories.map((_, other) => (other === place ? ',1' : ',0')).join('');
  });
  return (row) => texts[codes[row]] ?? missing;
}
