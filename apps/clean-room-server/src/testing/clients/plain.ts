/** An answer as JSON, without what the transport adds and without times and durations. */
export function plain(answer: unknown): Record<string, unknown> {
  const text = JSON.stringify(answer, (key, value: unknown) => (/^\$metadata$|^ResponseMetadata$|Time$|Millis$/.test(key) ? undefined : value));
  return JSON.parse(text ?? '{}') as Record<string, unknown>;
}
