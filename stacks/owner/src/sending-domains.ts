import type { Plan } from '@parley/owner-plan';

/** Domains of the addresses that campaigns are sent from, each once: SES must know them as the owner's. */
export function sendingDomains(campaigns: Plan['campaigns']): string[] {
  const addresses = campaigns.flatMap((campaign) => ('from' in campaign && typeof campaign.from === 'string' ? [campaign.from] : []));
  return [...new Set(addresses.flatMap((from) => /@([^@>\s]+)>?$/.exec(from)?.[1]?.toLowerCase() ?? []))].toSorted();
}
