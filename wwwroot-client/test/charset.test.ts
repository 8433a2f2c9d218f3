// The character sets of consoles; the same cases as ConsoleDecoderTests.cs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConsoleText, type Charset } from '../src/charset.ts';

const cases: readonly (readonly [Charset, string, string])[] = [
  ['auto', 'DAC4C4C4BF0D0AB3204CB30D0AC0C4C4C4D9', '┌───┐\r\n│ L│\r\n└───┘'],
  ['auto', 'C9CDCDBB0D0ABA20BA0D0AC8CDCDBC', '╔══╗\r\n║ ║\r\n╚══╝'],
  ['auto', 'E2948CE29480E29490', '┌─┐'],
  ['auto', 'D09FD180D0B820C3A9F09F9880', 'При é😀'],
  ['auto', 'B0B1B220E29480C3A9', '░▒▓ ─é'],
  ['auto', 'FF78C3A978C3A978C3A9', '\u00a0x├⌐x├⌐xé'],
  ['auto', 'E294', 'Γö'],
  ['auto', 'E2941B5B6D', 'Γö\u001b[m'],
  ['auto', 'EDA080C080F4908080', 'φáÇ└Ç⌠ÉÇÇ'],
  ['cp437', 'C4BFE2948C9B80FF', '─┐Γöî¢Ç\u00a0'],
  ['latin1', 'E9809B81FF', 'é€›\ufffdÿ'],
  ['utf8', 'C3A9E978E282C4C4BF', 'é\ufffdx\ufffd\ufffd\ufffdĿ'],
];

for (const [charset, hex, expected] of cases) {
  test(`${charset}: ${hex}, cut anywhere`, () => {
    const bytes = Uint8Array.from(hex.match(/../g)!, pair => parseInt(pair, 16));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const text = new ConsoleText(charset);
      const shown = [text.toUtf8(bytes.subarray(0, cut)), text.toUtf8(bytes.subarray(cut)), text.reset()];
      assert.equal(shown.map(piece => new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece)).join(''), expected);
    }
  });
}

test('plain output is not copied', () => {
  const bytes = new TextEncoder().encode('login: \x1b[0m');
  assert.equal(new ConsoleText('auto').toUtf8(bytes), bytes);
});

test('control characters in disguise never come out', () => {
  for (const charset of ['auto', 'utf8', 'cp437', 'latin1'] as const) {
    const text = new ConsoleText(charset);
    const bytes = Uint8Array.from({ length: 4 * 256 }, (_, at) => [0xc2, at >> 2, 0x80, at >> 2][at & 3]!);
    const shown = new TextDecoder().decode(text.toUtf8(bytes)) + new TextDecoder().decode(text.reset());
    assert.doesNotMatch(shown, /[\u0080-\u009f]/);
  }
});
