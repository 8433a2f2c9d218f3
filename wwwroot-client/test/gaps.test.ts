import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, gapWords } from '../src/gaps.ts';
import { englishLabels as labels } from '../src/labels.ts';

test('a gap says why, since when, until when and how long', () => {
  const to = Date.now();
  const words = gapWords({ reason: 'bmc-rebooted', bytes: 131_072, from: to - 192_000, to }, labels);
  assert.match(words, /^Output may be missing here: the BMC restarted \(.*\d\d:\d\d.* to .*\d\d:\d\d.*: 3 min 12 s not listened to\)$/);
});

test('bytes are told only where they were counted', () => {
  assert.equal(gapWords({ reason: 'portal-down', bytes: 131_072 }, labels), labels.gapPortalDown);
  assert.match(gapWords({ reason: 'record-lost', bytes: 12 }, labels), /\(12 bytes\)$/);
  assert.equal(gapWords({ reason: 'of a later version', bytes: 0 }, labels), labels.gapLineLost);
});

test('durations have two units at most', () => {
  const of = (seconds: number) => duration(seconds * 1_000, labels);
  assert.deepEqual([0.2, 59, 60, 3_599, 3_600, 172_800].map(of), ['1 s', '59 s', '1 min 0 s', '59 min 59 s', '1 h 0 min', '2 d 0 h']);
});
