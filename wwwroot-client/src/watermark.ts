// Says over and over, across the terminal, for whom it is shown and when: who passes a picture on passes that on with it.

const every = 30_000;

export class Watermark {
  readonly #layer = document.createElement('div');
  readonly #timer: number;
  #words = '';

  /** `now`: the portal's time. */
  constructor(host: HTMLElement, readonly now: () => number) {
    this.#layer.className = 'watermark';
    this.#layer.setAttribute('aria-hidden', 'true');
    host.append(this.#layer);
    this.#timer = window.setInterval(() => this.#draw(), every);
  }

  show(words: string): void {
    this.#words = words;
    this.#draw();
  }

  dispose(): void {
    window.clearInterval(this.#timer);
    this.#layer.remove();
  }

  #draw(): void {
    if (this.#words === '') return;
    const text = `${this.#words} · ${new Date(this.now()).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    // Enough for the largest screens; what does not fit is cut.
    this.#layer.replaceChildren(...Array.from({ length: 48 }, () => {
      const mark = document.createElement('span');
      mark.textContent = text;
      return mark;
    }));
  }
}
