// Many consoles on one page: keys to go from tile to tile, and typing on all of them at once, with how it fares on each. Follows the tiles as
// the page adds and removes them.
import { fareOf, type Fare } from './tally.ts';
import { inDirection, type Direction } from './tiles.ts';
import type { ConsoleInput } from './terminal-input.ts';

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const lookEvery = 250;

export class Wall {
  readonly #host: HTMLElement;
  readonly #words: Readonly<Record<string, string>>;
  readonly #end = new AbortController();
  #broadcast = false;
  #timer = 0;
  readonly #before = new Map<string, number>();

  /** `words`: what a tile says of each fare. */
  constructor(host: HTMLElement, words: Readonly<Record<string, string>>) {
    this.#host = host;
    this.#words = words;
    const { signal } = this.#end;
    // Before the terminal takes the key for the server.
    host.addEventListener('keydown', event => this.#move(event), { capture: true, signal });
    host.addEventListener('console-input', event => this.#repeat(event as CustomEvent<ConsoleInput>), { signal });
  }

  /** Whether what is typed on one console is typed on all of them. Off also leaves every paste that is under way. */
  broadcast(on: boolean): void {
    this.#broadcast = on;
    window.clearInterval(this.#timer);
    this.#before.clear();
    for (const tile of this.#tiles()) {
      if (!on) this.#terminalOf(tile)?.pilotlight?.cancelPaste();
      else this.#before.set(tile.dataset['tile'] ?? '', this.#terminalOf(tile)?.pilotlight?.tally().typed ?? 0);
      this.#show(tile, 'none');
    }
    if (on) this.#timer = window.setInterval(() => this.#look(), lookEvery);
  }

  dispose(): void {
    window.clearInterval(this.#timer);
    this.#end.abort();
  }

  #move(event: KeyboardEvent): void {
    const direction = directions[event.code];
    if (!direction || !event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return;
    const tiles = this.#tiles();
    const here = tiles.findIndex(tile => tile.contains(document.activeElement));
    if (here < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const there = inDirection(tiles.map(tile => tile.getBoundingClientRect()), here, direction);
    this.#terminalOf(tiles[there]!)?.pilotlight?.focus();
  }

  #repeat(event: CustomEvent<ConsoleInput>): void {
    if (!this.#broadcast) return;
    for (const tile of this.#tiles()) {
      const terminal = this.#terminalOf(tile);
      if (terminal && !terminal.contains(event.target as Node)) terminal.pilotlight?.repeat(event.detail);
    }
    this.#look();
  }

  #look(): void {
    for (const tile of this.#tiles()) {
      const tally = this.#terminalOf(tile)?.pilotlight?.tally();
      const id = tile.dataset['tile'] ?? '';
      if (!tally) continue;
      // A tile that came later counts from nothing.
      this.#show(tile, fareOf(tally, this.#before.get(id) ?? 0));
    }
  }

  #show(tile: HTMLElement, fare: Fare): void {
    const place = tile.querySelector<HTMLElement>('[data-fare]');
    if (!place || place.dataset['fare'] === fare) return;
    place.dataset['fare'] = fare;
    place.textContent = this.#words[fare] ?? '';
  }

  #tiles(): HTMLElement[] {
    return [...this.#host.querySelectorAll<HTMLElement>('[data-tile]')];
  }

  #terminalOf(tile: HTMLElement): HTMLElement | null {
    return tile.querySelector<HTMLElement>('.terminal-host');
  }
}

/** Wires the wall in an element. */
export function wall(host: HTMLElement, words: Readonly<Record<string, string>> = {}): Wall {
  return new Wall(host, words);
}
