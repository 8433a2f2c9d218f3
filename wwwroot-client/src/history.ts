// Firmware resets the terminal when a machine starts (SeaBIOS prints ESC c first of all), and `clear` erases the scrollback. On a serial
// console that history is the evidence: what the machine printed before it went down. So a reset resets everything but the history.
import type { IDisposable, Terminal } from '@xterm/xterm';

/** Soft reset, main screen, and the screen's text pushed into the scrollback before it is cleared (scrollOnEraseInDisplay). */
const gentleReset = new TextEncoder().encode('\x1b[?1049l\x1b[!p\x1b[2J\x1b[H');

/** Ignores the order to erase the scrollback. */
export function keepScrollback(terminal: Terminal): IDisposable {
  terminal.options.scrollOnEraseInDisplay = true;
  return terminal.parser.registerCsiHandler({ final: 'J' }, parameters => parameters[0] === 3);
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
