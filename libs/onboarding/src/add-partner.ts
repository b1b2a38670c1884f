import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Contract, loadContract } from '@parley/contract';
import { inputError, type Problem } from '@parley/errors';
import { TEMPORARY_PREFIX, writeFileAtomically } from '@parley/files';
import { parseDocument } from 'yaml';
import { collaborationEntry, type NewPartner, newPartnerFiles, type ScaffoldFile } from './new-partner';

const TERMS = 'owner/collaboration.yaml';
/** What belongs to a stack and not to the contract. */
const NOT_CONTRACT = /(^|\/)(node_modules|cdktf\.out)$/;

/**
 * Adds a partner to a contract: its folder, the owner's analyses, and its entry in collaboration.yaml, whose comments
 * stay. The whole is tried on a copy first: the contract is touched only if it stays sound.
 *
 * Gives the paths made. Throws PARTNER_INVALID, or what loading the contract throws (input).
 */
export async function addPartner(folder: string, partner: NewPartner): Promise<string[]> {
  const contract = await loadContract(folder);
  const problems = problemsOf(folder, partner, contract);
  if (problems.length > 0) throw inputError('PARTNER_INVALID', problems);
  const files = newPartnerFiles(partner, contract);
  const terms = withPartner(await readFile(join(folder, TERMS), 'utf8'), partner, contract.owner.name);
  await tryOnCopy(folder, [...files, { path: TERMS, text: terms }]);
  await place(folder, partner.id, files);
  await writeFileAtomically(join(folder, TERMS), terms); // last: until now nothing refers to the new files
  return [...files.map(({ path }) => path), TERMS];
}

function problemsOf(folder: string, { id, name, account }: NewPartner, { owner, partners }: Contract): Problem[] {
  const parties = [owner, ...partners];
  const holder = parties.find((party) => party.account === account);
  const namesake = parties.find((party) => party.name === name);
  const problems: (Problem | false)[] = [
    !/^partner-[a-z][a-z0-9-]{0,30}$/.test(id) && { message: `${id} is no partner's folder name`, repair: 'lower case letters, digits and -, such as partner-acme' },
    !/^\d{12}$/.test(account) && { message: `account ${account} has not 12 digits`, repair: 'the AWS account id as the partner\'s console shows it, without dashes' },
    holder !== undefined && { message: `account ${account} is ${holder.name}'s`, repair: 'each party has an account of its own' },
    namesake !== undefined && { message: `${namesake.id} is called ${name} too`, repair: 'choose another --name' },
    existsSync(join(folder, id)) && { file: id, message: 'the folder exists', repair: 'choose another name, or move the folder away' },
    name.trim() === '' && { message: 'the display name is empty', repair: 'say --name "Acme Panel"' },
  ];
  return problems.filter((problem) => problem !== false);
}

/** The terms with the partner's entry added: everything else stays as it was written. */
function withPartner(text: string, partner: NewPartner, owner: string): string {
  const terms = parseDocument(text);
  terms.setIn(['partners', partner.id], terms.createNode(collaborationEntry(partner, owner)));
  return terms.toString({ lineWidth: 0 });
}

async function tryOnCopy(folder: string, files: readonly ScaffoldFile[]): Promise<void> {
  const copy = await mkdtemp(join(folder, TEMPORARY_PREFIX));
  try {
    const inside = (path: string) => path.slice(folder.length);
    for (const party of ['owner', ...(await loadContract(folder)).partners.map(({ id }) => id)]) {
      await cp(join(folder, party), join(copy, party), { recursive: true, filter: (path) => !NOT_CONTRACT.test(inside(path)) });
    }
    for (const file of files) await write(copy, file);
    await loadContract(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The partner's folder appears whole; the analyses are new files beside others. */
async function place(folder: string, id: string, files: readonly ScaffoldFile[]): Promise<void> {
  const whole = await mkdtemp(join(folder, TEMPORARY_PREFIX));
  try {
    for (const file of files.filter(({ path }) => path.startsWith(`${id}/`))) await write(whole, file);
    for (const { path, text } of files.filter((file) => !file.path.startsWith(`${id}/`))) await writeFileAtomically(join(folder, path), text);
    await rename(join(whole, id), join(folder, id));
  } finally {
    await rm(whole, { recursive: true, force: true });
  }
}

async function write(folder: string, { path, text }: ScaffoldFile): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
