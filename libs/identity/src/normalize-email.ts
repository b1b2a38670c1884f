// Follows UID2, "Email Address Normalization" (unifiedid.com/docs/getting-started/gs-normalization-encoding) and the
// vectors of IABTechLab/uid2-client-python @fbd115b.

const BLANK_OR_CONTROL = /[\s\p{Cc}]/u;
/** Quick to ask, and nearly always no: only then is the slow question asked. */
const NOT_PLAIN = /[^!-~]/;
const GMAIL = '@gmail.com';

/**
 * One form for the ways an address is written: trimmed, lower case, and for gmail.com (not googlemail.com) without
 * dots and without `+` and what follows it. Null if it isn't one local part and one domain, or holds blanks inside.
 *
 * As in UID2, letters stay as they are otherwise: no NFKC, and a domain in Unicode isn't turned into its `xn--` form.
 * So the hash equals that of any other UID2 tool; the price is that an address written once in Unicode and once in
 * `xn--` doesn't match.
 */
export function normalizeEmail(raw: string): string | null {
  const address = raw.trim().toLowerCase();
  const at = address.indexOf('@');
  if (at < 1 || at === address.length - 1 || address.includes('@', at + 1)) return null;
  if (NOT_PLAIN.test(address) && BLANK_OR_CONTROL.test(address)) return null;
  return address.endsWith(GMAIL) ? gmail(address.slice(0, at)) : address;
}

function gmail(local: string): string | null {
  const plus = local.indexOf('+');
  const mailbox = (plus === -1 ? local : local.slice(0, plus)).replaceAll('.', '');
  return mailbox === '' ? null : mailbox + GMAIL;
}
