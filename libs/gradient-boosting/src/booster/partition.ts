/**
 * Sorts `rows` in place so that those whose bin goes left come first, each side in its old order. Returns how many
 * went left. `scratch` is at least as long as `rows`.
 */
export function partitionRows(rows: Uint32Array, column: Uint8Array, goesLeft: Uint8Array, scratch: Uint32Array): number {
  let left = 0;
  let right = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    // Both are written and one counted: no branch for the processor to guess wrong.
    const side = goesLeft[column[row]];
    rows[left] = row;
    scratch[right] = row;
    left += side;
    right += 1 - side;
  }
  rows.set(scratch.subarray(0, right), left);
  return left;
}
