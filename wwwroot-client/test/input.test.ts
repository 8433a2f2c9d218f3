import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageInWords } from '../src/ages.ts';
import { chordOf, chords, isChord } from '../src/chord.ts';
import { sequenceOf } from '../src/keys.ts';
import { cutInPieces } from '../src/pieces.ts';
import { countLines, needsPreview, pasteBytes, typeable } from '../src/paste.ts';

test('named keys give what a serial console expects', () => {
  assert.equal(sequenceOf('Esc', false), '\x1b');
  assert.equal(sequenceOf('F11', false), '\x1b[23~');
  assert.equal(sequenceOf('Up', false), '\x1b[A');
  assert.equal(sequenceOf('Up', true), '\x1bOA');
  assert.equal(sequenceOf('Ctrl+C', false), '\x03');
  assert.equal(sequenceOf('Ctrl+]', false), '\x1d');
  assert.equal(sequenceOf('Alt+x', false), '\x1bx');
  assert.equal(sequenceOf('~', false), '~');
  assert.equal(sequenceOf('Nothing', false), null);
});

test('the portal keeps one chord, the one that was chosen', () => {
  const plain = { code: '', ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
  const pressed = [{ ...plain, code: 'Space', ctrlKey: true, shiftKey: true }, { ...plain, code: 'Enter', ctrlKey: true, shiftKey: true }, { ...plain, code: 'Pause' }];
  chords.forEach((chord, at) => assert.deepEqual(pressed.map(key => isChord(key, chord)), pressed.map((_, other) => other === at)));
  for (const near of [{ ...plain, code: 'Space', ctrlKey: true }, { ...plain, code: 'Enter' }, { ...pressed[0]!, altKey: true }]) {
    assert.ok(chords.every(chord => !isChord(near, chord)));
  }
  assert.equal(chordOf('a=b; pilotlight-chord=pause; c=d'), 'pause');
  assert.equal(chordOf('pilotlight-chord=everything'), 'space');
});

test('a paste presses Enter for line ends and no other control key', () => {
  assert.equal(typeable('a\r\nb\nc\td\x03\x1b[A\u009b'), 'a\rb\rc\td[A');
  assert.equal(new TextDecoder().decode(pasteBytes('x\ny\x1b[201~', true)), '\x1b[200~x\ry[201~\x1b[201~');
  assert.equal(needsPreview('one line'), false);
  assert.equal(needsPreview('one line\n'), true);
  assert.equal(countLines('a\nb\n'), 2);
  assert.equal(countLines(''), 0);
});

test('ages count in the largest unit that a person would say', () => {
  const words = { seconds: '{0} s', minutes: '{0} min', hours: '{0} h', days: '{0} d', ago: '{0} ago' };
  assert.equal(ageInWords(2.9, words, false), '2 s');
  assert.equal(ageInWords(240, words, true), '4 min ago');
  assert.equal(ageInWords(-1, words, false), '0 s');
  assert.equal(ageInWords(90_000, words, false), '25 h');
  assert.equal(ageInWords(200_000, words, false), '2 d');
});

test('pieces are cut between characters', () => {
  const text = 'a\u201cb\u201d\u4e2d\u6587\u{1f600}'.repeat(40);
  for (let size = 4; size < 12; size++) {
    const pieces: Uint8Array[] = [];
    pieces.push(cutInPieces(new TextEncoder().encode(text), size, piece => pieces.push(piece)));
    assert.ok(pieces.every(piece => piece.length > 0 && piece.length <= size));
    const decoder = new TextDecoder('utf-8', { fatal: true });
    assert.equal(pieces.map(piece => decoder.decode(piece)).join(''), text);
  }
});
