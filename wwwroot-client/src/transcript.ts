// The module of a console's plain transcript: dist/transcript.js. Small on purpose: it is for bad links too.
import { remember, remembered } from './remembered.ts';

const year = 365 * 24 * 3_600;
const announceKey = 'pilotlight-announce';
/** So near to the end still counts as there: letters and pixels do not divide evenly. */
const nearEnd = 40;

/** Whether new lines are announced to a screen reader; yes, until somebody says no. */
export function announces(): boolean {
  return remembered(announceKey) !== 'no';
}

export function setAnnounces(on: boolean): void {
  remember(announceKey, on ? 'yes' : 'no');
}

/** Whether consoles open as text in this browser; the portal reads the cookie (PreferenceCookies.Console). */
export function preferText(on: boolean): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `pilotlight-console=${on ? 'text' : ''}; Path=/; Max-Age=${on ? year : 0}; SameSite=Strict${secure}`;
}

/** Keeps the end in sight while new lines come, unless the reader went up; then keeps in sight what the reader looks at. */
export class Follower {
  readonly #host: HTMLElement;
  readonly #changes: MutationObserver;
  readonly #sizes: ResizeObserver;
  readonly #end = new AbortController();
  #atEnd = true;
  #mark: HTMLElement | null = null;
  #markTop = 0;

  constructor(host: HTMLElement) {
    this.#host = host;
    host.addEventListener('scroll', () => this.#look(), { passive: true, signal: this.#end.signal });
    this.#changes = new MutationObserver(() => this.#settle());
    this.#changes.observe(host, { childList: true, subtree: true, characterData: true });
    this.#sizes = new ResizeObserver(() => this.#settle());
    this.#sizes.observe(host);
    this.toEnd();
  }

  toEnd(): void {
    this.#atEnd = true;
    this.#host.scrollTop = this.#host.scrollHeight;
  }

  dispose(): void {
    this.#end.abort();
    this.#changes.disconnect();
    this.#sizes.disconnect();
  }

  #look(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#host;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < nearEnd;
    // The first line in sight: earlier ones may come above it, and old ones go.
    this.#mark = [...this.#host.querySelectorAll<HTMLElement>('.transcript-line')].find(line => line.offsetTop + line.offsetHeight > scrollTop) ?? null;
    this.#markTop = (this.#mark?.offsetTop ?? 0) - scrollTop;
  }

  #settle(): void {
    if (this.#atEnd) this.toEnd();
    else if (this.#mark?.isConnected) this.#host.scrollTop = this.#mark.offsetTop - this.#markTop;
  }
}

/** Follows the lines in an element. */
export function follow(host: HTMLElement): Follower {
  return new Follower(host);
}
