const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', copy: '©', euro: '€' };
const BLOCKS = 'address|article|blockquote|div|dl|footer|h[1-6]|header|hr|main|ol|p|pre|section|table|tr|ul';

/**
 * The text part of a message from its HTML template, before values are filled in: what is not shown goes, a block ends a
 * line, a link becomes `words (address)`, an image its alt text. It is a plain rule, not a browser: a design that needs
 * more has a text template of its own.
 */
export function htmlToText(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?-->|<!doctype[^>]*>|<(head|style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(div|span|p)\b[^>]*display:\s*none[^>]*>[^<]*<\/\1\s*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gi, (_link, address: string, words: string) => linkText(address, words))
    .replace(/<img\b[^>]*?alt="([^"]*)"[^>]*>/gi, '$1')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(new RegExp(`</?(?:${BLOCKS})\\b[^>]*>`, 'gi'), '\n\n')
    .replace(/<[^>]+>/g, '');
  return tidy(decodeEntities(text));
}

function linkText(address: string, words: string): string {
  const plain = words.replace(/<[^>]+>/g, '').trim();
  return plain === '' || plain === address ? address : `${plain} (${address})`;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
  });
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
