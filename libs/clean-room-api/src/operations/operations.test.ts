import { type Step, runScript } from './testing/script';
import { openTestService } from './testing/test-service';
import scripts from './cases/operations.cases.json';
import scenario from './cases/scenario.json';

it.each(scripts.cases)('$name', async ({ steps, bare }: { steps: unknown; bare?: boolean }) => {
  const service = await openTestService();
  const saved = bare ? {} : await runScript(service, scenario.steps as unknown as Step[]);
  await runScript(service, steps as Step[], saved);
  await service.close();
});
