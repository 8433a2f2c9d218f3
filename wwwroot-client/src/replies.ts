// xterm.js answers questions that a host prints (device attributes, cursor position, colours ...) as if the user had typed the answer.
// On a shared console every open browser would answer, each into the same login prompt; and a host could make a viewer's terminal
// type text of its choosing. So nobody answers: a serial line has no terminal at its far end whose answer could be trusted anyway.
// Programs that ask (busybox vi, resize) fall back to 80x24.
import type { IDisposable, Terminal } from '@xterm/xterm';

export function suppressReplies(terminal: Terminal): IDisposable[] {
  const { parser } = terminal;
  const handled = () => true;
  return [
    // Device attributes (primary, secondary, tertiary), status and cursor reports, mode requests, terminal parameters, version, window reports.
    parser.registerCsiHandler({ final: 'c' }, handled),
    parser.registerCsiHandler({ prefix: '>', final: 'c' }, handled),
    parser.registerCsiHandler({ prefix: '=', final: 'c' }, handled),
    parser.registerCsiHandler({ final: 'n' }, handled),
    parser.registerCsiHandler({ prefix: '?', final: 'n' }, handled),
    parser.registerCsiHandler({ intermediates: '$', final: 'p' }, handled),
    parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, handled),
    parser.registerCsiHandler({ final: 'x' }, handled),
    parser.registerCsiHandler({ prefix: '>', final: 'q' }, handled),
    parser.registerCsiHandler({ final: 't' }, handled),
    // DECRQSS.
    parser.registerDcsHandler({ intermediates: '$', final: 'q' }, handled),
    // Colours: neither asked for nor changed, a console stays readable whatever the host thinks of its palette.
    parser.registerOscHandler(4, handled),
    parser.registerOscHandler(10, handled),
    parser.registerOscHandler(11, handled),
    parser.registerOscHandler(12, handled),
  ];
}

/** Reports of focus are no typing either; they are sent on a browser's focus, outside the parser. */
export function isFocusReport(data: string): boolean {
  return data === '\x1b[I' || data === '\x1b[O';
}
