import { appendFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addPartner } from '@parley/onboarding';
import { Command } from 'commander';
import type { Installation } from '../installation';
import type { Terminal } from '../terminal';
import { partnerKitCommand } from './partner-kit';

const EXAMPLES = `
Examples:
  $ parley partner add acme --account 123456789012
  $ parley partner add acme --account 123456789012 --name "Acme Panel" --contract examples/online-shoppers

docs/partner-onboarding.md says what comes next.`;

interface Options {
  account: string;
  name?: string;
  contract: string;
}

/** `parley partner`: the parties that an owner works with. */
export function partnerCommand(terminal: () => Terminal, installation: Installation): Command {
  const partner = new Command('partner').description('add a partner, or pack what it applies');
  partner
    .command('add')
    .argument('<name>', 'short name, such as acme: its folder is partner-acme')
    .description('scaffold a partner that checks and synthesises at once')
    .requiredOption('--account <id>', "the partner's AWS account, 12 digits")
    .option('--name <text>', 'how the partner is called in the clean room (default: the short name)')
    .option('--contract <dir>', 'folder with owner/ and the partners', 'stacks')
    .addHelpText('after', EXAMPLES)
    .action(async (short: string, { account, name, contract }: Options) => {
      const id = `partner-${short.replace(/^partner-/, '')}`;
      const made = await addPartner(contract, { id, name: name ?? short, account });
      const owners = join(contract, '../.github/CODEOWNERS');
      const listed = contract === 'stacks' && existsSync(owners);
      if (listed) await appendFile(owners, `/stacks/${id}/   @${short}/data\n`);
      if (terminal().json) return terminal().printJson({ partner: id, made });
      for (const path of made) terminal().print(`  ${path}`);
      terminal().print(`\n${id} is added. Next: its columns and rule in ${contract}/${id}/party.yaml, then parley check.`);
      if (listed) terminal().print('Its line in .github/CODEOWNERS names a team that you must set.');
    });
  partner.addCommand(partnerKitCommand(terminal, installation));
  return partner;
}
