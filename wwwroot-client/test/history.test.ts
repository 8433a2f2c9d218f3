import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Terminal } from '@xterm/xterm';
import { keepScrollback, softenResets } from '../src/history.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function show(output: string): Promise<string[]> {
  const terminal = new Terminal({ allowProposedApi: true, cols: 40, rows: 5, scrollback: 100 });
  keepScrollback(terminal);
  await new Promise<void>(resolve => terminal.write(softenResets(bytes(output)), resolve));
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, y) => buffer.getLine(y)!.translateToString(true)).filter(line => line.length > 0);
  terminal.dispose();
  return lines;
}

test('a reset at the start of a machine keeps what it printed before', async () => {
  assert.deepEqual(await show('panic\r\nlast words\x1bc\x1b[?7l\x1b[2J\x1b[0mSeaBIOS'), ['panic', 'last words', 'SeaBIOS']);
});

test('a reset inside a full-screen program leads back to the history', async () => {
  assert.deepEqual(await show('before\x1b[?1049h\x1b[Hvi\x1bcafter'), ['before', 'after']);
});

test('a reset still resets', async () => {
  assert.deepEqual(await show('\x1b[2;3r\x1b(0lqk\x1bcplain\r\n1\r\n2\r\n3\r\n4').then(lines => lines.slice(-5)), ['plain', '1', '2', '3', '4']);
});

test('clearing the screen and the scrollback keeps the history', async () => {
  assert.deepEqual(await show('secret of the crash\r\n\x1b[H\x1b[2J\x1b[3Jprompt'), ['secret of the crash', 'prompt']);
});

test('other output goes through as it is', () => {
  const output = bytes('\x1b[31mred\x1b[0m c \x1b(B');
  assert.equal(softenResets(output), output);
});

test('clearing the screen inside a scroll region clears all of it', async () => {
  assert.deepEqual(await show('one\r\ntwo\r\nthree\r\nfour\x1b[2;3r\x1b[2J\x1b[Hnew'), ['one', 'two', 'three', 'four', 'new']);
});

test('erasing up to the last place of the screen does not end the terminal', async () => {
  assert.deepEqual(await show('one\x1b[5;40H\x1b[1J\rafter').then(lines => lines.at(-1)), 'after');
  assert.deepEqual(await show('one\x1b[5;40H\x1b[?1J\rafter').then(lines => lines.at(-1)), 'after');
});

test('a reset gives the tab stops back', async () => {
  assert.deepEqual(await show('\x1b[3g\x1bca\tb'), ['a       b']);
});
