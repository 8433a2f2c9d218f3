import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inDirection, type Direction } from '../src/tiles.ts';

/** 0 1 2
 *  3 4   */
const boxes = [0, 1, 2, 3, 4].map(index => ({ left: (index % 3) * 100, top: Math.floor(index / 3) * 80, width: 100, height: 80 }));

const cases: [number, Direction, number][] = [
  [0, 'right', 1], [1, 'left', 0], [0, 'down', 3], [4, 'up', 1], [0, 'left', 0], [2, 'down', 4], [4, 'right', 2], [3, 'down', 3],
];

for (const [from, direction, to] of cases) {
  test(`from ${from} ${direction} is ${to}`, () => {
    assert.equal(inDirection(boxes, from, direction), to);
  });
}
