import { Replay, type ReplayOptions } from './replay.ts';

declare global {
  interface HTMLElement {
    /** The replay mounted in this element; for the page's own scripts and for tests. */
    replay?: Replay;
  }
}

export type { ReplayOptions };

/** Wires a replay page. The caller has loaded the terminal's style sheet and font. */
export function mountReplay(root: HTMLElement, options: ReplayOptions): Replay {
  root.replay?.dispose();
  const replay = new Replay(root, options);
  root.replay = replay;
  replay.open(options);
  return replay;
}
