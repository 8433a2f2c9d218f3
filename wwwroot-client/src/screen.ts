import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { askOpen } from './dialogs.ts';
import { keepScrollback } from './history.ts';
import type { Labels } from './labels.ts';
import { suppressReplies } from './replies.ts';
import { themeOf } from './theme.ts';

const fontFamily = '"JetBrains Mono", ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';
/** A serial line tells nobody its size; programs behind it assume this one, so there is never less of it. */
export const leastColumns = 80;
export const leastRows = 24;

export interface ScreenOptions {
  readonly labels: Labels;
  readonly fontSize: number;
  readonly takesInput: boolean;
  readonly screenReader?: boolean;
}

export interface Screen {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly search: SearchAddon;
}

/** A terminal as every console and every replay has it: it answers nobody, opens nothing unasked, and keeps its history. */
export function createScreen(host: HTMLElement, { labels, fontSize, takesInput, screenReader }: ScreenOptions): Screen {
  const openLink = (_: MouseEvent, address: string) => void askOpen(address, labels);
  const terminal = new Terminal({
    allowProposedApi: true, // Unicode 11 widths and their add-on.
    convertEol: false,
    cursorBlink: false,
    cursorInactiveStyle: 'outline',
    disableStdin: !takesInput,
    drawBoldTextInBrightColors: false,
    fontFamily,
    fontSize,
    fontWeightBold: 600,
    lineHeight: 1.08,
    logLevel: 'off', // Broken sequences are what hosts print, not news for the browser's console.
    linkHandler: { activate: openLink, allowNonHttpProtocols: false },
    minimumContrastRatio: 4.5,
    screenReaderMode: screenReader ?? false,
    scrollback: 10_000,
    theme: themeOf(host),
    windowOptions: {},
    cols: leastColumns,
    rows: leastRows,
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.loadAddon(new WebLinksAddon(openLink));
  suppressReplies(terminal);
  keepScrollback(terminal);
  return { terminal, fit, search };
}
