// The module a page imports for a live console: dist/console.js.
import { remember, remembered } from './remembered.ts';
import { mountReplay, type ReplayOptions } from './replay/index.ts';
import type { Replay } from './replay/replay.ts';
import { ConsoleTerminal, type MountOptions } from './terminal.ts';

export type { MountOptions, TerminalState } from './terminal.ts';
export { observePage } from './observe.ts';
export { wall } from './wall.ts';

declare global {
  interface HTMLElement {
    /** The console mounted in this element; for the page's own scripts and for tests. */
    pilotlight?: ConsoleTerminal;
  }
}

const readerKey = 'pilotlight-screen-reader';

/** Whether terminals in this browser speak to a screen reader. */
export function screenReader(): boolean {
  return remembered(readerKey) === 'yes';
}

export function rememberScreenReader(on: boolean): void {
  remember(readerKey, on ? 'yes' : 'no');
}

/** Mounts a console in an element and starts to follow it. */
export async function mount(host: HTMLElement, options: MountOptions): Promise<ConsoleTerminal> {
  host.pilotlight?.dispose();
  await Promise.all([styleSheet(), font()]);
  const terminal = new ConsoleTerminal(host, { screenReader: screenReader(), ...options });
  terminal.open();
  host.pilotlight = terminal;
  return terminal;
}

/** Mounts the replay of a console's past: the element has the parts that replay.ts asks for. */
export async function replay(root: HTMLElement, options: ReplayOptions): Promise<Replay> {
  await Promise.all([styleSheet(), font()]);
  return mountReplay(root, options);
}

/** The style sheet beside this module, once for the page. */
function styleSheet(): Promise<void> {
  const href = new URL('console.css', import.meta.url).href;
  if ([...document.styleSheets].some(sheet => sheet.href === href)) return Promise.resolve();
  return new Promise(resolve => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

/** Cells are measured once, when the terminal opens: the font must be there by then, but not at the price of a blank page. */
async function font(): Promise<void> {
  const loaded = document.fonts.load('13px "JetBrains Mono"').catch(() => []);
  const patience = new Promise(resolve => setTimeout(resolve, 800));
  await Promise.race([loaded, patience]);
}
