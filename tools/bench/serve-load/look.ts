import type { Driver } from '../serve-kill/operate';

/** One read, by chance: of what exists, and small pages of lists. */
export async function look({ owner, partner, scene, model, random }: Driver): Promise<void> {
  const table = model.idle(random());
  const query = [...model.queries][Math.floor(random() * model.queries.size)];
  const membershipIdentifier = scene.membership;
  const reads = [
    () => owner.getMembership({ membershipIdentifier }),
    () => owner.listCollaborations({}),
    () => owner.listProtectedQueries({ membershipIdentifier, maxResults: 20 }),
    () => partner.listConfiguredTables({ maxResults: 20 }),
    () => partner.listPrivacyBudgets({ membershipIdentifier: scene.partnerMembership, privacyBudgetType: 'ACCESS_BUDGET' }),
    () => (query === undefined ? owner.listMemberships({}) : owner.getProtectedQuery({ membershipIdentifier, protectedQueryIdentifier: query })),
    () => (table === undefined ? partner.listMemberships({}) : model.read(table, () => partner.getConfiguredTable({ configuredTableIdentifier: table }))),
  ];
  await reads[Math.floor(random() * reads.length)]?.();
}
