const [DAY_MS, SECOND_MS] = [86_400_000, 1000];

/** The `expires` of an item that counts from an instant for so many days: seconds since 1970, as DynamoDB's time to live wants it. */
export function expiresAfter(atMs: number, days: number): number {
  return Math.ceil((atMs + days * DAY_MS) / SECOND_MS);
}
