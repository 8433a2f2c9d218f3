import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fareOf, type InputTally } from '../src/tally.ts';

test('what was typed on all is told per console: sent, taken, echoed, refused, or a paste', () => {
  const tally: InputTally = { typed: 5, pending: false, printedSince: false, refused: false, paste: null };
  assert.equal(fareOf(tally, 5), 'none');
  assert.equal(fareOf({ ...tally, pending: true }, 0), 'sent');
  assert.equal(fareOf(tally, 0), 'taken');
  assert.equal(fareOf({ ...tally, printedSince: true }, 0), 'echoed');
  assert.equal(fareOf({ ...tally, refused: true }, 0), 'refused');
  assert.equal(fareOf({ ...tally, paste: 'running' }, 0), 'pasting');
  assert.equal(fareOf({ ...tally, paste: 'waiting', refused: true }, 0), 'stopped');
});
