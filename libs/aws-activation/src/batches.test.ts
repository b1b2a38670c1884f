import fc from 'fast-check';
import { batches } from './batches';

it('keeps every item in order, and every limit; an item alone above the limit goes alone', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 15 }), (sizes, most, mostBytes) => {
      const parts = batches(sizes, most, mostBytes, (size) => size);
      expect(parts.flat()).toEqual(sizes);
      for (const part of parts) {
        expect(part.length).toBeGreaterThan(0);
        expect(part.length).toBeLessThanOrEqual(most);
        if (part.length > 1) expect(part.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(mostBytes);
      }
      for (const [index, part] of parts.slice(1).entries()) {
        const before = parts[index] ?? [];
        const fits = before.length < most && before.reduce((total, size) => total + size, 0) + (part[0] ?? 0) <= mostBytes;
        expect(fits).toBe(false); // no part is begun without need
      }
    }),
  );
});
