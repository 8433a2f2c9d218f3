// Many consoles on one page: keys to go from tile to tile, and typing on all of them at once. Follows the tiles as the page adds and removes them.
import { inDirection, type Direction } from './tiles.ts';
import type { ConsoleInput } from './terminal-input.ts';

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

export class Wall {
  readonly #host: HTMLElement;
  readonly #end = new AbortController();
  #broadcast = false;

  constructor(host: HTMLElement) {
    this.#host = host;
    const { signal } = this.#end;
    // Before the terminal takes the key for the server.
    host.addEventListener('keydown', event => this.#move(event), { capture: true, signal });
    host.addEventListener('console-input', event => this.#repeat(event as CustomEvent<ConsoleInput>), { signal });
  }

  /** Whether what is typed on one console is typed on all of them. */
  broadcast(on: boolean): void {
    this.#broadcast = on;
  }

  dispose(): void {
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
  }

  #tiles(): HTMLElement[] {
    return [...this.#host.querySelectorAll<HTMLElement>('[data-tile]')];
  }

  #terminalOf(tile: HTMLElement): HTMLElement | null {
    return tile.querySelector<HTMLElement>('.terminal-host');
  }
}

/** Wires the wall in an element. */
export function wall(host: HTMLElement): Wall {
  return new Wall(host);
}
