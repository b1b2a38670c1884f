import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TerraformRun {
  /** Terraform's exit code; of a plan: 0 clean, 2 changes. */
  code: number;
  output: string;
}

/** Runs Terraform in a stack's folder, with the provider from the machine's mirror and no word to its maker. */
export class TerraformRunner {
  readonly #env: NodeJS.ProcessEnv;

  /** `scratch`: a folder for the command's own configuration. */
  constructor(scratch: string) {
    const config = join(scratch, 'terraform.rc');
    const mirror = process.env.PARLEY_TF_MIRROR ?? '';
    writeFileSync(config, `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n    include = ["*/*/*"]\n  }\n}\n`);
    this.#env = { ...process.env, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: '1' };
  }

  run(folder: string, ...args: string[]): TerraformRun {
    const { status, stdout, stderr } = spawnSync('terraform', args, { cwd: folder, env: this.#env, encoding: 'utf8', maxBuffer: 64 << 20 });
    return { code: status ?? 1, output: `${stdout}${stderr}` };
  }

  /** Runs it and throws what it said if it failed. */
  must(folder: string, ...args: string[]): string {
    const { code, output } = this.run(folder, ...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} in ${folder} ended with ${code}:\n${output}`);
    return output;
  }
}
