import { spawn } from 'node:child_process';

/** Opens a file in the user's browser where there is a desktop to do it on; elsewhere the path that was printed must do. */
export function openInBrowser(file: string): void {
  const opener = openerHere();
  if (!opener) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, file], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined); // no opener installed: the path was printed
  child.unref();
}

function openerHere(): [string, ...string[]] | undefined {
  if (!process.stdout.isTTY || process.env.CI) return undefined;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}
