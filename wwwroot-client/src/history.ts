// Firmware resets the terminal when a machine starts (SeaBIOS prints ESC c first of all), and `clear` erases the scrollback. On a serial
// console that history is the evidence: what the machine printed before it went down. So a reset resets everything but the history.
import type { IDisposable, Terminal } from '@xterm/xterm';

/** Tab stops at every eighth column, as far as a terminal may be wide. */
const tabStops = '\x1b[3g' + '\x1bH\x1b[8C'.repeat(64) + '\x1b[H';

/** Both screens reset, no automatic carriage return, and the main screen cleared: its text goes into the scrollback before. */
const gentleReset = new TextEncoder().encode(`\x1b[?47h\x1b[!p\x1b[?47l\x1b[20l\x1b[!p\x1b[2J\x1b[H${tabStops}`);

/** What is needed of xterm.js 6.0.0 behind its public face; its add-ons use the same door. */
interface Internals {
  readonly _core: {
    scroll(attributes: unknown): void;
    readonly _bufferService: { readonly buffer: InternalBuffer };
    readonly _inputHandler: {
      _eraseInBufferLine(y: number, start: number, end: number, clearWrap: boolean, respectProtect: boolean): void;
      _resetBufferLine(y: number, respectProtect: boolean): void;
    };
  };
}

interface InternalBuffer {
  readonly x: number;
  readonly y: number;
  scrollTop: number;
  scrollBottom: number;
  readonly lines: { get(index: number): unknown };
  getNullCell(): unknown;
}

/**
 * Ignores the order to erase the scrollback, and puts what is on the main screen into it before that is cleared. (Not with the option
 * scrollOnEraseInDisplay: that clears nothing outside of a scroll region, and leaves coloured empty lines standing.)
 */
export function keepScrollback(terminal: Terminal): IDisposable[] {
  return [
    terminal.parser.registerCsiHandler({ final: 'J' }, parameters => {
      if (parameters[0] === 2) keepScreen(terminal);
      return parameters[0] === 3 || (parameters[0] === 1 && eraseAbove(terminal, false));
    }),
    terminal.parser.registerCsiHandler({ prefix: '?', final: 'J' }, parameters => parameters[0] === 1 && eraseAbove(terminal, true)),
  ];
}

function keepScreen(terminal: Terminal): void {
  const { active } = terminal.buffer;
  if (active.type === 'alternate') return;
  let last = terminal.rows - 1;
  while (last >= 0 && !active.getLine(active.baseY + last)?.translateToString(true)) last--;
  const core = (terminal as unknown as Internals)._core;
  const { buffer } = core._bufferService;
  const { scrollTop, scrollBottom } = buffer;
  buffer.scrollTop = 0;
  buffer.scrollBottom = terminal.rows - 1;
  for (; last >= 0; last--) core.scroll(buffer.getNullCell());
  buffer.scrollTop = scrollTop;
  buffer.scrollBottom = scrollBottom;
}

/**
 * Does what `CSI 1 J` shall where xterm.js 6.0.0 throws, and takes no more output for ever: with the cursor in the last column of the last
 * line, while there is no line below the screen's first ones. False where it does not throw.
 */
function eraseAbove(terminal: Terminal, respectProtected: boolean): boolean {
  const core = (terminal as unknown as Internals)._core;
  const { buffer } = core._bufferService;
  if (buffer.x + 1 < terminal.cols || buffer.lines.get(buffer.y + 1) !== undefined) return false;
  core._inputHandler._eraseInBufferLine(buffer.y, 0, terminal.cols, true, respectProtected);
  for (let y = buffer.y - 1; y >= 0; y--) core._inputHandler._resetBufferLine(y, respectProtected);
  return true;
}

/** Replaces full resets (ESC c). The hub gives out whole sequences only, so none is cut in two here. */
export function softenResets(data: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (let at = data.indexOf(0x1b); at >= 0; at = data.indexOf(0x1b, at + 1)) {
    if (data[at + 1] !== 0x63) continue;
    pieces.push(data.subarray(start, at), gentleReset);
    start = at + 2;
  }
  if (start === 0) return data;
  pieces.push(data.subarray(start));
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let to = 0;
  for (const piece of pieces) {
    whole.set(piece, to);
    to += piece.length;
  }
  return whole;
}
