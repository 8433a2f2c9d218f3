// The page of an observer link: one console to be read, with whom it is for and when drawn over it, until it ends.
import type { Hub } from './console-link.ts';
import { connectTo } from './hub.ts';
import { filled, type Labels } from './labels.ts';
import { observeHub, observed, type Opened } from './observe-link.ts';
import { Watermark } from './watermark.ts';
import type { ConsoleTerminal, MountOptions } from './terminal.ts';

/** The texts of the page, from its `data-words`. `terminal` are those of the terminal itself. */
export interface ObserveWords {
  readonly terminal: Partial<Labels>;
  readonly forLabel: string;
  readonly left: string;
  readonly ended: string;
  readonly missing: string;
  readonly states: Readonly<Record<string, string>>;
}

type Mount = (host: HTMLElement, options: MountOptions) => Promise<ConsoleTerminal>;

/** Follows the link whose secret is behind the #. The element has parts marked with data-part. */
export async function observePage(root: HTMLElement, mount: Mount): Promise<void> {
  const words = JSON.parse(root.dataset['words'] ?? '{}') as ObserveWords;
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const secret = decodeURIComponent(location.hash.slice(1));
  // A link that is opened beside another in the same tab is another page.
  window.addEventListener('hashchange', () => location.reload());
  let link: Opened | null = null;
  let skew = 0;
  let timer = 0;
  let mark: Watermark | null = null;
  let terminal: ConsoleTerminal | null = null;
  if (secret === '') {
    end(words.missing);
    return;
  }

  const now = () => Date.now() + skew;
  mark = new Watermark(part('box'), now);
  const opened = (told: Opened) => {
    link = told;
    skew = told.now - Date.now();
    document.title = `${told.server} · Pilotlight`;
    part('server').textContent = told.server;
    part('label').textContent = filled(words.forLabel, told.label);
    mark?.show(`${told.label} · ${told.server}`);
    tick();
  };
  const connect = (): Hub => observeHub(() => connectTo('hubs/observe'), secret, opened);
  terminal = await mount(part('terminal'), {
    serverId: observed, canWrite: false, labels: words.terminal, connect,
    dotnet: { invokeMethodAsync: (_, state) => { show(state as { connection: string; code: string | null; line: { state: string } | null }); return Promise.resolve(); } },
  });
  timer = window.setInterval(tick, 1_000);

  function tick(): void {
    if (!link) return;
    const seconds = Math.max(0, Math.ceil((link.endsAt - now()) / 1_000));
    const two = (value: number) => String(value).padStart(2, '0');
    part('left').textContent = filled(words.left, `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`);
  }

  function show(state: { connection: string; code: string | null; line: { state: string } | null }): void {
    if (state.connection === 'ended') {
      end(state.code === 'revoked' || link ? words.ended : words.missing);
      return;
    }
    const word = state.connection === 'live' ? words.states[state.line?.state ?? ''] ?? words.states['down'] : words.states['connecting'];
    part('state').textContent = word ?? '';
  }

  /** Nothing of the console stays on the page. */
  function end(sentence: string): void {
    window.clearInterval(timer);
    terminal?.dispose();
    mark?.dispose();
    part('terminal').replaceChildren();
    part('watching').hidden = true;
    const over = part('over');
    part('sentence').textContent = sentence;
    over.hidden = false;
    over.focus();
  }
}
