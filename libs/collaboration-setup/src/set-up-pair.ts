import type { Contract } from '@parley/contract';
import { ensureCollaboration } from './ensure-collaboration';
import { ensureMembership } from './ensure-membership';
import { ensureTables } from './ensure-tables';
import { ensureTemplates, type TemplateArns, withArns } from './ensure-templates';
import { type Connection, openMemberApi } from './member-api';

export interface PairSetUp {
  contract: Contract;
  /** Id of the partner. */
  partner: string;
  /** Each member acts by its own. */
  connections: { owner: Connection; partner: Connection };
}

/** What the owner needs to query. */
export interface SetUpPair {
  collaborationId: string;
  /** The owner's. */
  membershipId: string;
  templates: TemplateArns;
}

/**
 * Makes the collaboration of the owner and one partner as the contract has it, by the calls the two would make, each in its own
 * name: collaboration, memberships, templates, configured tables with their rules, associations, access budgets. Every
 * resource is read back and compared. Run again, it goes on with what is there.
 *
 * @throws ParleyError SETUP_REFUSED, COLLABORATION_DIFFERS (input), SETUP_NOT_KEPT, SETUP_UNFINISHED (fault).
 */
export async function setUpPair({ contract, partner: id, connections }: PairSetUp): Promise<SetUpPair> {
  const { owner, partners, terms } = contract;
  const partner = partners.find((one) => one.id === id);
  const collaboration = contract.collaborations.find((one) => one.partner === id);
  if (!partner || !collaboration) throw new Error(`the contract has no collaboration with ${id}`);
  const ours = openMemberApi(owner.account, connections.owner);
  const theirs = openMemberApi(partner.account, connections.partner);
  try {
    const collaborationId = await ensureCollaboration(ours, contract, partner, collaboration);
    const sides = [
      { api: ours, party: owner, counterpart: id, membershipId: await ensureMembership(ours, collaborationId, terms.queryLog) },
      { api: theirs, party: partner, counterpart: owner.id, membershipId: await ensureMembership(theirs, collaborationId, terms.queryLog) },
    ] as const;
    const templates = await ensureTemplates(sides, collaboration);
    for (const side of sides) await ensureTables(side.api, { ...side, region: terms.region, withTemplates: withArns(templates) });
    return { collaborationId, membershipId: sides[0].membershipId, templates };
  } finally {
    ours.close();
    theirs.close();
  }
}
