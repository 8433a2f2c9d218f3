import { filled } from '../labels.ts';
import type { Hit, Hits, ReplayApi } from './replay-api.ts';
import type { ReplayWords } from './replay-words.ts';

export interface ReplaySearchEvents {
  /** Where the replay stands. */
  offset(): number;
  go(hit: Hit, text: string): void;
}

const listed = 100;
/** Searching goes on by itself over a long record so often. */
const mostRounds = 40;

/** Finds text in the record, on the server: what is on the screen is only a part of it. */
export class ReplaySearch {
  readonly #api: ReplayApi;
  readonly #words: ReplayWords;
  readonly #dates: Intl.DateTimeFormat;
  readonly #events: ReplaySearchEvents;
  readonly #query: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  readonly #more: HTMLButtonElement;
  readonly #end = new AbortController();
  #searching: AbortController | null = null;
  #shown: Hit | null = null;
  #found = 0;
  #reached: number | null = null;

  constructor(root: HTMLElement, api: ReplayApi, words: ReplayWords, dates: Intl.DateTimeFormat, events: ReplaySearchEvents) {
    this.#api = api;
    this.#words = words;
    this.#dates = dates;
    this.#events = events;
    const part = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-replay="${name}"]`)!;
    this.#query = part('query');
    this.#list = part('hits');
    this.#status = part('found');
    this.#more = part('search-on');
    const { signal } = this.#end;
    part('search').addEventListener('submit', event => {
      event.preventDefault();
      void this.#start();
    }, { signal });
    part('hit-previous').addEventListener('click', () => void this.#near(true), { signal });
    part('hit-next').addEventListener('click', () => void this.#near(false), { signal });
    this.#more.addEventListener('click', () => void this.#on(), { signal });
    this.#query.addEventListener('input', () => {
      if (this.#text.length === 0) this.#clear();
    }, { signal });
    this.#query.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.#query.blur();
    }, { signal });
  }

  dispose(): void {
    this.#end.abort();
    this.#searching?.abort();
  }

  get #text(): string {
    return this.#query.value.trim();
  }

  /** Everything that has the text, newest first. */
  async #start(): Promise<void> {
    this.#clear();
    if (this.#text.length === 0) return;
    await this.#on();
  }

  async #on(): Promise<void> {
    const text = this.#text;
    const searching = this.#begin();
    this.#say(this.#words.searching);
    this.#more.hidden = true;
    const answer = await this.#collect(text, this.#reached, true, listed, searching.signal);
    if (!answer || searching !== this.#searching) return;
    this.#found += answer.hits.length;
    this.#reached = answer.reached;
    this.#list.append(...answer.hits.map(hit => this.#item(hit, text)));
    this.#more.hidden = answer.complete;
    this.#say(this.#found === 0 && answer.complete ? this.#words.nothingFound : filled(this.#words.found, String(this.#found)));
  }

  /** The next place with the text, from where the replay stands. */
  async #near(backwards: boolean): Promise<void> {
    const text = this.#text;
    if (text.length === 0) {
      this.#query.focus();
      return;
    }
    const searching = this.#begin();
    const here = this.#events.offset();
    const from = backwards && this.#shown?.end === here ? this.#shown.offset : here;
    const answer = await this.#collect(text, from, backwards, 1, searching.signal);
    if (!answer || searching !== this.#searching) return;
    const [hit] = answer.hits;
    if (hit) this.#go(hit, text);
    this.#say(hit ? '' : this.#words.nothingFound);
  }

  /** A search that ran out of time is asked to go on, until something was found. */
  async #collect(text: string, from: number | null, backwards: boolean, limit: number, signal: AbortSignal): Promise<Hits | null> {
    let answer: Hits | null = null;
    for (let round = 0; round < mostRounds; round++) {
      answer = await this.#api.search(text, from, backwards, limit, signal);
      if (!answer || answer.complete || answer.hits.length > 0) return answer;
      from = answer.reached;
    }
    return answer;
  }

  #begin(): AbortController {
    this.#searching?.abort();
    return this.#searching = new AbortController();
  }

  #go(hit: Hit, text: string): void {
    this.#shown = hit;
    for (const button of this.#list.querySelectorAll('[aria-current]')) button.removeAttribute('aria-current');
    this.#list.querySelector(`[data-offset="${hit.offset}"]`)?.setAttribute('aria-current', 'true');
    this.#events.go(hit, text);
  }

  #item(hit: Hit, text: string): HTMLLIElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chapter chapter-hit';
    button.dataset['offset'] = String(hit.offset);
    const line = document.createElement('span');
    line.className = 'hit-line';
    line.append(...highlighted(hit.line, text));
    const time = document.createElement('small');
    time.textContent = this.#dates.format(Date.parse(hit.time));
    button.append(line, time);
    button.addEventListener('click', () => this.#go(hit, text));
    item.append(button);
    return item;
  }

  #clear(): void {
    this.#searching?.abort();
    this.#searching = null;
    this.#found = 0;
    this.#reached = null;
    this.#shown = null;
    this.#list.replaceChildren();
    this.#more.hidden = true;
    this.#say('');
  }

  #say(words: string): void {
    this.#status.textContent = words;
  }
}

function highlighted(line: string, text: string): (string | HTMLElement)[] {
  const at = line.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return [line];
  const mark = document.createElement('mark');
  mark.textContent = line.slice(at, at + text.length);
  return [line.slice(0, at), mark, line.slice(at + text.length)];
}
