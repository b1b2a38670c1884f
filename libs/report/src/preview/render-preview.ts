import type { Composed, OutgoingMessage } from '@parley/activation';
import { html, type Html, nothing, raw } from '../html';
import { STYLE } from '../style';

/** What each campaign would send to a few made-up people. */
export interface PreviewData {
  contract: string;
  campaigns: { name: string; segment: string; channel: string; people: { who: string; composed: Composed }[] }[];
}

/**
 * `preview.html`: one file that needs nothing else, no network and no script. E-mails show in frames that can run, open and
 * load nothing. The same data gives the same bytes.
 */
export function renderPreview({ contract, campaigns }: PreviewData): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Parley preview: ${contract}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}${raw(OWN_STYLE)}</style>
</head>
<body>
<main>
<h1>What would be sent</h1>
<p class="soft">Each campaign of ${contract}, as three made-up people would get it. Nothing was sent, and no customer's data is here.</p>
${campaigns.length === 0 ? html`<p class="soft">The plan has no campaign.</p>` : campaigns.map(campaignSection)}
</main>
</body>
</html>
`;
  return page.text;
}

function campaignSection({ name, segment, channel, people }: PreviewData['campaigns'][number]): Html {
  return html`<section id="${name}"><h2>${name}</h2><p class="soft">${channel} to ${segment}</p>
<div class="grid3">${people.map(({ who, composed }) => html`<article class="segment"><h3>${who}</h3>${'unfit' in composed ? html`<p>Not sent: ${composed.unfit}.</p>` : shown(composed.message)}</article>`)}</div></section>`;
}

function shown(message: OutgoingMessage): Html {
  switch (message.channel) {
    case 'email':
      return html`<p><b>${message.subject}</b></p><p class="soft">from ${message.from}</p><iframe title="The e-mail" sandbox="" srcdoc="${message.html}"></iframe>
<details><summary>As plain text</summary><pre>${message.text}</pre></details>`;
    case 'sms':
      return html`<p class="bubble">${message.body}</p><p class="soft">${message.body.length} of 1,600 characters</p>`;
    case 'push':
      return html`<div class="card"><b>${message.title}</b><p class="kept">${message.body}</p></div>${message.url === undefined ? nothing : html`<p class="soft">opens ${message.url}</p>`}`;
    case 'in-app': {
      const { Layout, Content } = message.content.InAppMessage;
      return html`${Content.map((part) => html`<div class="card"><b>${part.HeaderConfig?.Header ?? ''}</b><p class="kept">${part.BodyConfig?.Body ?? ''}</p>${part.PrimaryBtn ? html`<p><u>${part.PrimaryBtn.DefaultConfig.Text}</u></p>` : nothing}</div>`)}
<p class="soft">${Layout}, until ${message.content.Schedule.EndDate}</p>`;
    }
    case 'custom':
      return html`<pre>${JSON.stringify(message.detail, null, 2)}</pre>`;
  }
}

const OWN_STYLE = `
main{padding-top:2rem}
iframe{width:100%;height:28rem;border:1px solid #8886;border-radius:8px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
.bubble,.card{border:1px solid #8886;border-radius:14px;padding:.8rem 1rem;overflow-wrap:anywhere;white-space:pre-line}
.kept{white-space:pre-line;margin:.3rem 0 0}
`;
