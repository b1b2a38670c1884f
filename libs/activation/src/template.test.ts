import { isParleyError } from '@parley/errors';
import fc from 'fast-check';
import { compileTemplate } from './template';
import cases from './template.cases.json';

interface Case {
  title: string;
  html: string;
  subject?: string;
  bare?: boolean;
  problems: string[];
}

const FIELDS = ['firstName', 'city'];
const WAY_OUT = '<a href="{{unsubscribeUrl}}">Unsubscribe</a>';
const FILLED = { firstName: 'Ada', city: null, unsubscribeUrl: 'https://shop.example.com/u?t=abc' };

describe('template check', () => {
  it.each(cases as Case[])('$title', ({ html, subject, bare, problems }) => {
    expect(problemsOf({ subject: subject ?? 'News', html: bare ? html : html + WAY_OUT })).toEqual(problems);
  });
});

describe('rendering', () => {
  it('escapes markup in the HTML part and only there', () => {
    const template = compileTemplate({ subject: 'For {{firstName}}', html: `<p>{{firstName}}</p>${WAY_OUT}` }, FIELDS);
    const message = template.render({ ...FILLED, firstName: '<b>A & B</b>' });
    expect(message.html).toContain('<p>&lt;b&gt;A &amp; B&lt;/b&gt;</p>');
    expect(message.subject).toBe('For <b>A & B</b>');
    expect(message.text).toBe('<b>A & B</b>\n\nUnsubscribe (https://shop.example.com/u?t=abc)\n');
  });

  it('never lets a value break out of the subject line', () => {
    const template = compileTemplate({ subject: 'Hello {{firstName}}', html: WAY_OUT }, FIELDS);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (firstName) => {
        expect(template.render({ ...FILLED, firstName }).subject).not.toMatch(/[\r\n\u0000-\u001f\u007f\u0085\u2028\u2029]/);
      }),
      { seed: 3 },
    );
    expect(template.render({ ...FILLED, firstName: 'Ada\r\nBcc: eve@example.com' }).subject).toBe('Hello Ada Bcc: eve@example.com');
  });

  it('never lets a value open a tag', () => {
    const template = compileTemplate({ subject: 'x', html: `<p title="{{city}}">{{firstName}}</p>${WAY_OUT}` }, FIELDS);
    const plain = tags(template.render(FILLED).html);
    fc.assert(
      fc.property(fc.string(), fc.string(), (firstName, city) => {
        expect(tags(template.render({ ...FILLED, firstName, city }).html)).toBe(plain);
      }),
      { seed: 4 },
    );
  });

  it('renders what a person lacks as nothing, and takes the else branch', () => {
    const template = compileTemplate({ subject: '{{city}}', html: `{{#if firstName}}Hello {{firstName}}{{else}}Hello{{/if}} ${WAY_OUT}` }, FIELDS);
    expect(template.render({ firstName: null, unsubscribeUrl: 'https://x.example/' })).toMatchObject({ subject: '', html: expect.stringMatching(/^Hello </) });
  });

  it('makes a readable text part of a laid-out page', () => {
    const html = `<!doctype html><html><head><title>T</title><style>p{}</style></head><body>
      <div style="display:none;max-height:0">Preheader</div>
      <table><tr><td><h1>New &amp; nice</h1></td></tr><tr><td><p>Hello {{firstName}},<br>look:</p>
      <ul><li>one</li><li>two&nbsp;&#8364;</li></ul><img src="x" alt="A hat"></td></tr></table>${WAY_OUT}</body></html>`;
    expect(compileTemplate({ subject: 's', html }, FIELDS).render(FILLED).text).toBe(
      'New & nice\n\nHello Ada,\nlook:\n\n- one\n- two €\n\nA hat\n\nUnsubscribe (https://shop.example.com/u?t=abc)\n',
    );
  });
});

function problemsOf(source: { subject: string; html: string }): string[] {
  try {
    compileTemplate(source, FIELDS);
    return [];
  } catch (error) {
    if (!isParleyError(error)) throw error;
    return error.problems.map(({ line, column, message }) => `${line ?? '?'}:${column ?? '?'} ${message.replace(/(Handlebars):.*/s, '$1')}`);
  }
}

function tags(html: string): number {
  return html.split(/[<>"']/).length;
}
