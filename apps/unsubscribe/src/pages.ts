import { createHash } from 'node:crypto';

/** A page, and the Content-Security-Policy that lets it show its own style and send its own form, and nothing else. */
export interface Page {
  html: string;
  policy: string;
}

const STYLE = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#111827;background:#fff}button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.25rem;background:#1d4ed8;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #93c5fd}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

/** Asks, and changes nothing. @param token verified: it holds only base64url and a dot */
export function askPage(token: string): Page {
  return page('Unsubscribe', `<p>Do you want to stop receiving these messages?</p><form method="post" action="?t=${encodeURIComponent(token)}"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>Unsubscribe</button></form>`);
}

export function donePage(): Page {
  return page('You are unsubscribed', '<p>We will send you no more of these messages. One that is already on its way may still arrive.</p>');
}

/** The same for every fault of a link, so that nobody learns how to make one. */
export function notReadablePage(): Page {
  return page('This link does not work', '<p>Please use the link in the message as it is, or answer the message and ask to be taken off the list.</p>');
}

function page(title: string, body: string): Page {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style>`;
  return { html: `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>${title}</h1>${body}</main></body></html>`, policy: POLICY };
}
