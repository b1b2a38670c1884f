/** One thing that every adapter of a port does. `run` throws if it doesn't: `for (const c of ledgerCases(make)) it(c.title, c.run)`. */
export interface PortCase {
  title: string;
  run(): Promise<void>;
}
