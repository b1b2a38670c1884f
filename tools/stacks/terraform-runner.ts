import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TerraformRun {
  /** Terraform's exit code; of a plan: 0 clean, 2 changes. */
  code: number;
  output: string;
}

/** Most of a resource's time is the provider waiting for AWS to settle. */
const AT_ONCE = '-parallelism=40';

/** Runs a command to its end. */
export function runCommand(command: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<TerraformRun> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('close', (code) => ended({ code: code ?? 1, output }));
  });
}

/** Runs Terraform in a stack's folder, with the provider from the machine's mirror and no word to its maker. */
export class TerraformRunner {
  /** What Terraform needs in its environment; a script that calls it needs it too. */
  readonly env: NodeJS.ProcessEnv;

  /** `scratch`: a folder for the command's own configuration. */
  constructor(scratch: string) {
    const config = join(scratch, 'terraform.rc');
    const mirror = process.env.PARLEY_TF_MIRROR ?? '';
    writeFileSync(config, `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n    include = ["*/*/*"]\n  }\n}\n`);
    this.env = { ...process.env, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: '1', TF_CLI_ARGS_apply: AT_ONCE, TF_CLI_ARGS_destroy: AT_ONCE };
  }

  /** Never blocks this process: what else it keeps running, such as a server's log, must go on. */
  run(folder: string, ...args: string[]): Promise<TerraformRun> {
    return runCommand('terraform', args, { cwd: folder, env: this.env });
  }

  /** Runs it and throws what it said if it failed. */
  async must(folder: string, ...args: string[]): Promise<string> {
    const { code, output } = await this.run(folder, ...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} in ${folder} ended with ${code}:\n${output}`);
    return output;
  }
}
