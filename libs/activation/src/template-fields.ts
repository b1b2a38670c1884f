/** A person's values for a template. */
export type TemplateFields = Record<string, string | number | null>;

/** Every known field; what a person lacks is empty text. */
export function allFields(known: readonly string[], values: TemplateFields): TemplateFields {
  return Object.fromEntries(known.map((field) => [field, values[field] ?? '']));
}
