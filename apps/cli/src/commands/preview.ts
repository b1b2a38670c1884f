import { composerFor, UnsubscribeKeys } from '@parley/activation';
import { loadContract } from '@parley/contract';
import { writeFileAtomically } from '@parley/files';
import { type CampaignPlan, loadPlan } from '@parley/owner-plan';
import { type PreviewData, renderPreview } from '@parley/report';
import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Terminal } from '../terminal';

interface Flags {
  contract: string;
  out: string;
}

/** Made-up people: one as expected, one who gave no name, one whose name is all that a form should have refused. */
const PEOPLE = [
  { who: 'Ada, as expected', firstName: 'Ada' },
  { who: 'No name given', firstName: null },
  { who: 'A hostile name', firstName: '<b>Zoë</b> & "Co"\r\nBcc: eve@example.com' },
];
const ADDRESSES = { email: 'ada@example.com', sms: '+447700900123', push: { token: 'token', service: 'GCM' as const } };
/** A moment of no meaning, so that the same contract gives the same page. */
const AT = new Date('2026-01-01T12:00:00Z');
/** Sign links that belong to no one. */
const KEYS = UnsubscribeKeys.parse('0'.repeat(64), 'a preview');

/** `parley preview`: what each campaign sends, on each channel, to three made-up people. */
export function previewCommand(terminal: () => Terminal): Command {
  return new Command('preview')
    .description('Show what each campaign would send to three made-up people; nothing is sent.')
    .option('--contract <dir>', 'the contract', 'stacks')
    .option('--out <file>', 'the page to write', 'preview.html')
    .action(async ({ contract: folder, out }: Flags) => {
      const contract = await loadContract(resolve(folder));
      const { campaigns } = await loadPlan(contract);
      const read = (path: string): Promise<string> => readFile(join(contract.directory, contract.owner.id, path), 'utf8');
      const data: PreviewData = { contract: contract.name, campaigns: await Promise.all(campaigns.map((campaign) => previewOf(campaign, read))) };
      await writeFileAtomically(resolve(out), renderPreview(data));
      if (terminal().json) terminal().printJson({ out, campaigns: campaigns.map(({ name, channel }) => ({ name, channel })) });
      else terminal().note(`${campaigns.length} campaigns to three made-up people: ${out}`);
    });
}

async function previewOf(campaign: CampaignPlan, readTemplate: (path: string) => Promise<string>): Promise<PreviewData['campaigns'][number]> {
  const composer = await composerFor(campaign, { readTemplate, unsubscribe: { keys: KEYS, list: 'preview' } });
  const people = PEOPLE.map(({ who, firstName }, index) => {
    const head = { key: `preview|${index}`, recipient: `preview-${index}`, campaign: campaign.name, runId: 'preview', at: AT };
    return { who, composed: composer.compose(head, { addresses: ADDRESSES, consents: [], fields: { firstName } }) };
  });
  return { name: campaign.name, segment: campaign.segment, channel: campaign.channel, people };
}
