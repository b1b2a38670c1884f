import { bars } from '../charts/bars';
import { sankey, type SankeyLink, type SankeyNode } from '../charts/sankey';
import { count, share } from '../format';
import { html, type Html } from '../html';
import type { ReportData } from '../report-data';
import { heldBackOf, selectedOf, totalsOf } from '../totals';
import { section } from './section';

/** From people to messages, with the count at every step. */
export function flow(data: ReportData): Html {
  const { nodes, links } = network(data);
  const { customers } = totalsOf(data);
  const steps = bars(nodes.map(({ label, value, kind }) => ({ label, value: html`${count(value)} <small>${share(value, customers)}</small>`, parts: [{ share: value / Math.max(customers, 1), kind, title: '' }] })));
  return section(
    'flow',
    'From people to messages',
    lead(data),
    html`<div class="picture">${sankey(nodes, links)}</div><div class="steps">${steps}</div>`,
  );
}

function lead({ model: { gate, scoring } }: ReportData): string {
  if (!gate.passed) return 'The model failed its gate, so nobody was scored.';
  if (scoring === 'own') return 'Everyone is scored on your own data: the partners’ columns would have made it worse.';
  return 'Everyone is scored, matched or not; who has no match is scored on your own data.';
}

function network(data: ReportData): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const { usable, customers, ...totals } = totalsOf(data);
  const scored = data.model.gate.passed ? usable : 0;
  const nodes: SankeyNode[] = [
    { id: 'customers', column: 0, label: 'customers', value: customers, kind: 'own' },
    { id: 'usable', column: 1, label: 'normalised', value: usable, kind: 'own' },
    ...data.matching.map(({ partner, matched }) => ({ id: `match:${partner}`, column: 2, label: `matched: ${partner}`, short: partner, value: matched, kind: 'enriched' })),
    { id: 'scored', column: 3, label: 'scored', value: scored, kind: 'enriched' },
    ...data.segments.map((segment) => ({ id: `segment:${segment.name}`, column: 4, label: segment.name, value: selectedOf(segment), kind: 'enriched' })),
    ...outcomes(totals).filter(({ value }) => value > 0),
  ];
  const links: SankeyLink[] = [
    { from: 'customers', to: 'usable', value: usable, kind: 'own' },
    { from: 'usable', to: 'scored', value: scored, kind: 'own' },
    ...data.matching.flatMap(({ partner, matched }) => [
      { from: 'usable', to: `match:${partner}`, value: matched, kind: 'enriched' },
      { from: `match:${partner}`, to: 'scored', value: scored === 0 || data.model.scoring === 'own' ? 0 : matched, kind: 'enriched' },
    ]),
    ...data.segments.map((segment) => ({ from: 'scored', to: `segment:${segment.name}`, value: selectedOf(segment), kind: 'enriched' })),
    ...data.activation.flatMap((campaign) => [
      { from: `segment:${campaign.segment}`, to: 'sent', value: campaign.sent, kind: 'sent' },
      { from: `segment:${campaign.segment}`, to: 'ready', value: campaign.ready, kind: 'sent' },
      { from: `segment:${campaign.segment}`, to: 'held', value: heldBackOf(campaign), kind: 'held' },
      { from: `segment:${campaign.segment}`, to: 'troubled', value: campaign.failed + campaign.unknown, kind: 'held' },
    ]),
  ];
  return { nodes, links };
}

function outcomes({ sent, ready, heldBack, troubled }: { sent: number; ready: number; heldBack: number; troubled: number }): SankeyNode[] {
  return [
    { id: 'sent', column: 5, label: 'messages sent', value: sent, kind: 'sent' },
    { id: 'ready', column: 5, label: 'ready to send', value: ready, kind: 'sent' },
    { id: 'held', column: 5, label: 'held back', value: heldBack, kind: 'held' },
    { id: 'troubled', column: 5, label: 'failed or unknown', value: troubled, kind: 'held' },
  ];
}
