import fc from 'fast-check';
import { Both, INVITED } from './testing/both';
import type { Command } from './testing/model';
import { openTestService } from './testing/test-service';

const command: fc.Arbitrary<Command> = fc.record({
  do: fc.constantFrom(...(['create', 'configure', 'leave', 'remove', 'delete', 'drop', 'dissociate'] as const), ...Array<'join'>(5).fill('join'), ...Array<'associate'>(6).fill('associate')),
  as: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...INVITED) }, { weight: 1, arbitrary: fc.constantFrom('X' as const) }),
  one: fc.nat(5),
  other: fc.nat(5),
});

it('lives as the model does, whoever does what in whatever order', async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 30, maxLength: 80, size: 'max' }), async (commands) => {
      const service = await openTestService({ quotas: { collaborationsCreated: 100, memberships: 1000, tableAssociations: 1000 } });
      const both = new Both(service);
      for (const one of commands) await both.run(one);
      await both.compare();
      for (const key of both.outcomes.keys()) met.add(key);
      await service.close();
    }),
    { seed: 4, numRuns: 20 },
  );
  // A generator that meets few outcomes would prove little.
  expect(met.size).toBeGreaterThanOrEqual(19);
});
