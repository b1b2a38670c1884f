import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A program that Parley can use and a machine may lack. */
export interface Tool {
  /** What lacks without it. */
  purpose: string;
  get: string;
  /** What is there, such as its version; undefined where it is not. `home`: the workspace's root. */
  find: (home: string) => string | undefined;
}

/** Every such program, in the order a newcomer needs them. Tests and `parley doctor` go by this one table. */
export const TOOLS = {
  git: { purpose: 'telling which stacks a change touches', get: 'install git', find: () => said('git', '--version') },
  chromium: { purpose: 'testing the report as a reader sees it', get: 'apt-get install chromium', find: () => said('chromium', '--version') },
  stacks: {
    purpose: 'synthesising the stacks',
    get: 'npm ci (the whole workspace, with the stacks)',
    find: (home) => packageVersion(home, 'cdktf'),
  },
  terraform: {
    purpose: 'planning and applying the stacks',
    get: 'install Terraform 1.11 or OpenTofu and put it on PATH',
    find: () => said('terraform', 'version') ?? said('tofu', 'version'),
  },
  'aws-provider': {
    purpose: 'planning and applying the stacks without the registry',
    get: 'set PARLEY_TF_MIRROR to an unpacked provider mirror that holds hashicorp/aws 5.100.0',
    find: () => mirror(process.env.PARLEY_TF_MIRROR),
  },
  aws: { purpose: 'talking to the local clean room, or to AWS, from a shell', get: 'install the AWS command line', find: () => said('aws', '--version') },
  boto3: {
    purpose: 'testing the local clean room with Python',
    get: 'pip install boto3',
    find: () => said('python3', '-c', 'import boto3; print("boto3", boto3.__version__)'),
  },
  moto: {
    purpose: 'testing against S3, Glue, IAM and the rest without an account',
    get: "pip install 'moto[server]==5.2.1'",
    find: () => said('python3', '-c', 'import moto, moto.server; print("moto", moto.__version__)'),
  },
  phonenumbers: {
    purpose: 'checking phone numbers against another implementation',
    get: 'apt-get install python3-phonenumbers',
    find: () => said('/usr/bin/python3', '-c', 'import phonenumbers; print("phonenumbers", phonenumbers.__version__)'),
  },
  xgboost: {
    purpose: "training and scoring as SageMaker's XGBoost does",
    get: 'apt-get install python3-xgboost',
    find: () => said('/usr/bin/python3', '-c', 'import xgboost; print("xgboost", xgboost.__version__)'),
  },
  lightgbm: {
    purpose: 'measuring the booster against another',
    get: 'pip install lightgbm numpy',
    find: () => said('python3', '-c', 'import lightgbm; print("lightgbm", lightgbm.__version__)'),
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

export interface ToolFound {
  name: ToolName;
  purpose: string;
  /** What was found; null where it lacks. */
  found: string | null;
  get: string;
}

/** Looks for every tool by starting it. Takes a second or two. */
export function look(home: string): ToolFound[] {
  return (Object.entries(TOOLS) as [ToolName, Tool][]).map(([name, { purpose, get, find }]) => ({
    name,
    purpose,
    found: find(home) ?? null,
    get,
  }));
}

/** The first line a command says, where it runs and succeeds. */
function said(command: string, ...args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, CHECKPOINT_DISABLE: '1' }, // Terraform would ask its maker for news
  });
  if (status !== 0) return undefined;
  return `${stdout}${stderr}`.trim().split('\n')[0] ?? '';
}

function packageVersion(home: string, name: string): string | undefined {
  try {
    return `${name} ${(createRequire(join(home, 'package.json'))(`${name}/package.json`) as { version: string }).version}`;
  } catch {
    return undefined; // not installed
  }
}

function mirror(folder: string | undefined): string | undefined {
  return folder && existsSync(join(folder, 'registry.terraform.io/hashicorp/aws/5.100.0')) ? 'hashicorp/aws 5.100.0' : undefined;
}
