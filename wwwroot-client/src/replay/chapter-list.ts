import type { Chapter } from './chapters.ts';
import type { ReplayWords } from './replay-words.ts';

/** The chapters as a list of buttons; the one that one is in is marked. */
export class ChapterList {
  readonly #list: HTMLElement;
  readonly #words: ReplayWords;
  readonly #dates: Intl.DateTimeFormat;
  readonly #go: (at: string) => void;
  #chapters: readonly Chapter[] = [];
  #current = -1;

  constructor(list: HTMLElement, words: ReplayWords, dates: Intl.DateTimeFormat, go: (at: string) => void) {
    this.#list = list;
    this.#words = words;
    this.#dates = dates;
    this.#go = go;
  }

  show(chapters: readonly Chapter[]): void {
    const same = chapters.length === this.#chapters.length && chapters.every((chapter, index) => chapter.at === this.#chapters[index]!.at && chapter.text === this.#chapters[index]!.text);
    this.#chapters = chapters;
    if (same && chapters.length > 0) return;
    this.#current = -1;
    this.#list.replaceChildren(...(chapters.length > 0 ? chapters.map(chapter => this.#item(chapter)) : [this.#none()]));
  }

  move(time: number): void {
    const current = this.#chapters.findLastIndex(chapter => chapter.time <= time);
    if (current === this.#current) return;
    this.#list.children[this.#current]?.querySelector('button')?.removeAttribute('aria-current');
    this.#current = current;
    const button = this.#list.children[current]?.querySelector('button');
    button?.setAttribute('aria-current', 'true');
    // Beside the terminal the list scrolls by itself; below it, on a phone, the page must stay where it is.
    const side = this.#list.closest('aside');
    if (side && side.scrollHeight > side.clientHeight) button?.scrollIntoView({ block: 'nearest' });
  }

  #item(chapter: Chapter): HTMLLIElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `chapter chapter-${chapter.kind}`;
    const words = document.createElement('b');
    words.textContent = chapter.text;
    const more = document.createElement('small');
    more.textContent = [this.#dates.format(chapter.time), chapter.more].filter(Boolean).join(' · ');
    button.append(words, more);
    button.addEventListener('click', () => this.#go(chapter.at));
    item.append(button);
    return item;
  }

  #none(): HTMLLIElement {
    const item = document.createElement('li');
    item.className = 'quiet';
    item.textContent = this.#words.noChapters;
    return item;
  }
}
