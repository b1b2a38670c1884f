/** The plan's address with the token in it. */
export function unsubscribeUrl(base: string, token: string): string {
  const url = new URL(base);
  url.searchParams.set('t', token);
  return url.toString();
}
