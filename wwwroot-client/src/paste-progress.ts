// What a paste tells of itself.

/** `stopped` waits for a person: go on from a line, or leave it. */
export type PastePhase = 'running' | 'paused' | 'stopped' | 'done' | 'cancelled';

/** Why it stopped: the echo of a line is wrong or missing, the prompt did not come, the line was not free (or the link was lost). */
export type PasteStop = 'wrongEcho' | 'noEcho' | 'noPrompt' | 'interrupted';

/** What a person should know: the host echoes nothing, a full-screen program runs, a block could not be compared. */
export type PasteNote = 'silent' | 'fullScreen' | 'unverified';

export interface PasteProgress {
  readonly phase: PastePhase;
  readonly stop: PasteStop | null;
  readonly note: PasteNote | null;
  /** The line it is at, from 1. */
  readonly line: number;
  /** The last line of which something was typed. */
  readonly typedLine: number;
  readonly lines: number;
  readonly sent: number;
  readonly total: number;
  /** Bytes a second while it ran; 0 before there is a figure. */
  readonly rate: number;
  readonly secondsLeft: number | null;
}
