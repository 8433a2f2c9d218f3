// xterm.js itself, without a page: whatever a host asks, the terminal types nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Terminal } from '@xterm/xterm';
import { suppressReplies } from '../src/replies.ts';

const questions: Record<string, string> = {
  'primary attributes': '\x1b[c', 'primary attributes, numbered': '\x1b[0c', 'secondary attributes': '\x1b[>c', 'tertiary attributes': '\x1b[=c',
  'status': '\x1b[5n', 'cursor position': '\x1b[6n', 'cursor position, private': '\x1b[?6n',
  'mode': '\x1b[4$p', 'private mode': '\x1b[?1$p', 'parameters': '\x1b[x', 'version': '\x1b[>q',
  'window size': '\x1b[18t', 'window title': '\x1b[21t', 'pixel size': '\x1b[14t',
  'attributes as a string': '\x1bP$qm\x1b\\', 'scroll region as a string': '\x1bP$qr\x1b\\',
  'palette colour': '\x1b]4;1;?\x07', 'foreground': '\x1b]10;?\x07', 'background': '\x1b]11;?\x1b\\', 'cursor colour': '\x1b]12;?\x07',
  'several colours': '\x1b]10;?;?;?\x07', 'identify (VT52)': '\x1bZ', 'answerback': '\x05', 'keyboard protocol': '\x1b[?u', 'terminfo': '\x1bP+q544e\x1b\\',
};

for (const [name, question] of Object.entries(questions)) {
  test(`asked for ${name}: no answer`, async () => {
    const terminal = new Terminal({ allowProposedApi: true });
    suppressReplies(terminal);
    let typed = '';
    terminal.onData(data => { typed += data; });
    terminal.onBinary(data => { typed += data; });
    await new Promise<void>(resolve => terminal.write(question + 'after', resolve));
    assert.equal(typed, '');
    assert.equal(terminal.buffer.active.getLine(0)?.translateToString(true).endsWith('after'), true);
    terminal.dispose();
  });
}
