import { activateCampaign, type Approval, audienceHash, type CampaignResult, compileTemplate, type MessageTemplate, suppressionList } from '@parley/activation';
import type { CampaignPlan } from '@parley/owner-plan';
import { inHoldout } from '@parley/segmentation';
import { foldAddress, readContacts } from '../contacts';
import type { Ports, Run } from '../ports';

export interface ActivateInput {
  campaign: CampaignPlan;
  /** Ids, in the order to send. */
  audience: readonly string[];
  approval?: Approval;
}

export interface ActivateOutput extends CampaignResult {
  audienceSha256: string;
  approval: Approval | null;
}

/** Fields of a contact that a template may use. */
const CONTACT_FIELDS = ['firstName'];

/** Brings people through the send gate to their campaign's channel; without a needed approval it ends at "audience ready". */
export async function activate({ campaign, audience: ids, approval }: ActivateInput, run: Run, ports: Ports): Promise<ActivateOutput> {
  const { plan } = ports;
  const audience = ids.map((id) => ({ id }));
  const contacts = await readContacts(ports);
  const result = await activateCampaign({
    campaign,
    runId: run.id,
    audience,
    contacts: contacts.lookup,
    suppression: suppressionList(contacts.suppressed, foldAddress),
    gate: plan.sendGate,
    holdout: (id) => inHoldout(plan.holdout.salt, id, plan.holdout.share),
    ledger: ports.ledger,
    deferred: ports.deferred,
    channel: ports.channels[campaign.channel],
    clock: () => ports.now,
    approval: { ...plan.approval, ...(approval ? { given: approval } : {}) },
    template: await templateOf(campaign, ports),
    unsubscribe: { key: await ports.secrets.unsubscribeKey(), list: 'marketing' },
    stopFile: ports.stopFile,
  });
  return { ...result, audienceSha256: audienceHash(audience), approval: approval ?? null };
}

/** Compiles a campaign's template. @throws ACTIVATION_TEMPLATE with every problem. */
export async function templateOf({ template, subject }: CampaignPlan, ports: Ports): Promise<MessageTemplate> {
  return compileTemplate({ subject, html: await ports.ownerFile(template), file: template }, CONTACT_FIELDS);
}
