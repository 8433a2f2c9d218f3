// The portal's menu over the terminal: the one chord that the terminal keeps for itself opens it. It lists what the page marks with
// data-console-verb="key": a letter, and what the button says. Keyboard only in and out: letters, arrows, Enter; Escape gives the terminal back.
import { opensMenu } from './chord.ts';
import { element } from './dialogs.ts';
import type { Labels } from './labels.ts';

interface Verb {
  readonly key: string;
  readonly words: string;
  run(): void;
}

export class ConsoleMenu {
  readonly #host: HTMLElement;
  readonly #labels: Labels;
  readonly #back: () => void;
  readonly #leave: () => void;
  #open: HTMLElement | null = null;

  /** `back` returns to the terminal, `leave` goes out to the page. */
  constructor(host: HTMLElement, labels: Labels, back: () => void, leave: () => void) {
    this.#host = host;
    this.#labels = labels;
    this.#back = back;
    this.#leave = leave;
  }

  show(): void {
    if (this.#open) return;
    const verbs = [...this.#verbs(), { key: 'Tab', words: this.#labels.menuLeave, run: this.#leave }];
    const menu = element('div', 'console-menu');
    menu.setAttribute('role', 'menu');
    menu.setAttribute('aria-label', this.#labels.menuTitle);
    const items = verbs.map(verb => {
      const item = element('button', 'menu-item console-menu-item');
      item.type = 'button';
      item.setAttribute('role', 'menuitem');
      const key = element('kbd', 'key-cap');
      key.textContent = verb.key.length === 1 ? verb.key.toUpperCase() : verb.key;
      const words = element('span', '');
      words.textContent = verb.words;
      item.append(words, key);
      item.addEventListener('click', () => this.#choose(verb));
      return item;
    });
    menu.append(...items);
    menu.addEventListener('keydown', event => this.#key(event, verbs, items));
    menu.addEventListener('focusout', event => {
      if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) this.#close();
    });
    const over = this.#open = element('div', 'console-over');
    over.append(menu);
    this.#host.append(over);
    items[0]!.focus();
  }

  dispose(): void {
    this.#close();
  }

  #key(event: KeyboardEvent, verbs: readonly Verb[], items: readonly HTMLElement[]): void {
    event.stopPropagation();
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape' || opensMenu(event)) {
      this.#close();
      this.#back();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      items[(at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length]!.focus();
    } else if (event.key === 'Home' || event.key === 'End') {
      items.at(event.key === 'Home' ? 0 : -1)!.focus();
    } else if (event.key === 'Enter') {
      if (at >= 0) this.#choose(verbs[at]!);
    } else if (!event.ctrlKey && !event.altKey && !event.metaKey) {
      const chosen = verbs.find(verb => verb.key.toLowerCase() === event.key.toLowerCase());
      if (chosen) this.#choose(chosen);
    } else {
      return;
    }
    event.preventDefault();
  }

  #choose(verb: Verb): void {
    this.#close();
    // Where the verb asks nothing, the terminal goes on; where it asks, its dialog takes the focus and gives it back.
    this.#back();
    verb.run();
  }

  #close(): void {
    const over = this.#open;
    this.#open = null;
    over?.remove();
  }

  /** What the page offers now: enabled, and not inside something that is closed for good. */
  #verbs(): Verb[] {
    const seen = new Set<string>();
    return [...document.querySelectorAll<HTMLElement>('[data-console-verb]:not(:disabled)')].flatMap(button => {
      const key = button.dataset['consoleVerb'] ?? '';
      const words = (button.dataset['consoleWords'] ?? button.getAttribute('aria-label') ?? button.textContent ?? '').trim();
      // What is out of sight has said in words of its own that it may be called from here.
      if (key === '' || words === '' || seen.has(key) || !(button.dataset['consoleWords'] || button.checkVisibility())) return [];
      seen.add(key);
      return [{ key, words, run: () => press(button) }];
    });
  }
}

/** A menu of the page opens with its first item in reach of the arrows. */
function press(button: HTMLElement): void {
  if (button.matches('summary')) button.focus();
  button.click();
}
