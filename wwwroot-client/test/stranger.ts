// The browser's terminal as the other opinion about what a server's output looks like: every line of the input is a case, every line of the
// output says what its terminals show. Run by stranger.mjs for Portal.Web.Tests, which has its own idea of the screen and compares.
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/xterm';
import { createInterface } from 'node:readline';
import { keepScrollback, softenResets } from '../src/history.ts';
import { cutInPieces } from '../src/pieces.ts';
import { suppressReplies } from '../src/replies.ts';

interface Case {
  readonly cols: number;
  readonly rows: number;
  readonly scrollback: number;
  /** What the hub would send, in base64. */
  readonly output: string;
  /** What is said to make another terminal look the same. */
  readonly snapshot: string;
}

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

function create({ cols, rows, scrollback }: Case): Terminal {
  const terminal = new Terminal({ allowProposedApi: true, cols, rows, scrollback, logLevel: 'off' });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  suppressReplies(terminal);
  keepScrollback(terminal);
  // Links are no part of a screen.
  terminal.parser.registerOscHandler(8, () => true);
  return terminal;
}

async function show(terminal: Terminal, data: Uint8Array): Promise<string> {
  const last = cutInPieces(softenResets(data), 2_048, piece => terminal.write(piece));
  await new Promise<void>(resolve => terminal.write(last, resolve));
  return describe(terminal);
}

const colourMode = 0x3000000;

function colour(value: number): number {
  const mode = value & colourMode;
  return mode === 0 ? 0 : mode === colourMode ? value & 0x3ffffff : mode | (value & 0xff);
}

const style = (fg: number, bg: number) =>
  `<${(((fg & 0xfc000000) >>> 0) + colour(fg)).toString(16)},${((bg & 0x6c000000) + colour(bg)).toString(16)}>`;

function line(row: any): string {
  let text = '';
  let last = style(0, 0);
  for (let x = 0; x < row.length; x++) {
    const width = row.getWidth(x);
    const isRightHalf = width === 0 && x > 0 && row.getWidth(x - 1) === 2;
    const chars = row.getString(x) || (isRightHalf ? '' : ' ');
    const own = style(row.getFg(x), row.getBg(x));
    if (chars === '') continue;
    if (own !== last) text += own;
    last = own;
    text += (width === 0 && chars !== ' ' ? '^' : '') + chars;
  }
  return last === style(0, 0) ? text.trimEnd() : text;
}

function screen(buffer: any, rows: number): string[] {
  return Array.from({ length: rows }, (_, y) => line(buffer.lines.get(buffer.ybase + y)));
}

const translated = '#@[\\]^_`{|}~aq';

function charset(set: Record<string, string> | undefined): string {
  return set ? [...translated].map(letter => set[letter]?.[0] ?? letter).join('') : '';
}

function describe(terminal: Terminal): string {
  const core = (terminal as any)._core;
  const { buffers } = core._bufferService;
  const { active, normal } = buffers;
  const modes = core.coreService.decPrivateModes;
  const pen = core._inputHandler._curAttrData;
  const saved = active.savedCurAttrData;
  // A tab goes to the last column anyway.
  const tabs = Object.keys(active.tabs).filter(stop => active.tabs[stop] && Number(stop) < terminal.cols - 1);
  const flags = [
    core.coreService.modes.insertMode && 'insert', modes.applicationCursorKeys && 'cursor', modes.applicationKeypad && 'keypad',
    modes.bracketedPasteMode && 'bracketed', modes.origin && 'origin', !modes.wraparound && 'nowrap', modes.reverseWraparound && 'reverse',
    core.coreService.isCursorHidden && 'hidden', terminal.options.convertEol && 'newline',
  ].filter(Boolean).join(' ');
  return [
    `cursor ${Math.min(active.x, terminal.cols)} ${active.y}`,
    `pen ${style(pen.fg, pen.bg)} ${charset(core._charsetService.charset)}`,
    `saved ${Math.min(active.savedX, terminal.cols - 1)} ${Math.max(0, active.savedY - active.ybase)} ${style(saved.fg, saved.bg)} ${charset(active.savedCharset)}`,
    `region ${active.scrollTop} ${active.scrollBottom}`,
    `tabs ${tabs.join(' ')}`,
    `modes ${flags}`,
    ...screen(active, terminal.rows),
    ...(active === normal ? [] : ['main', ...screen(normal, terminal.rows)]),
    ...(normal.ybase > 0 ? ['above', ...Array.from({ length: normal.ybase }, (_, y) => line(normal.lines.get(y)))] : []),
  ].join('\n');
}

for await (const text of createInterface({ input: process.stdin })) {
  const one = JSON.parse(text) as Case;
  const terminal = create(one);
  const other = create(one);
  const shown = await show(terminal, bytes(one.output));
  const fresh = await show(other, bytes(one.snapshot));
  const used = await show(terminal, bytes(one.snapshot));
  process.stdout.write(JSON.stringify({ shown, fresh, used }) + '\n');
  terminal.dispose();
  other.dispose();
}
