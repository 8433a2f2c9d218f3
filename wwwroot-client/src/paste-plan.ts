// What somebody agreed to paste, and how.
import { typedLines, type LineEnd } from './paste.ts';

/**
 * `echo`: as fast as the host echoes, within a window that grows while all is well. `delay`: a pause after each line.
 * `prompt`: the next line only when the prompt is back. `slow`: a few characters at a time, for firmware that keeps no more.
 */
export type Pace = 'echo' | 'delay' | 'prompt' | 'slow';

export interface PasteOptions {
  readonly end: LineEnd;
  readonly pace: Pace;
  /** Milliseconds after each line (`delay`). */
  readonly delay: number;
  /** What the row of the cursor must match before the next line (`prompt`). */
  readonly prompt: string;
  /** Compare what comes back; without it only the BMC's acceptance paces. */
  readonly check: boolean;
  /** One block in the marks that a program asked for: it takes the text without running it. */
  readonly bracketed: boolean;
}

export const usualPaste: PasteOptions = { end: 'cr', pace: 'echo', delay: 200, prompt: '[#$>%] ?$', check: true, bracketed: false };

/** A paste somebody agreed to. */
export interface AgreedPaste {
  readonly text: string;
  readonly options: PasteOptions;
}

export const longestDelay = 60_000;
const longestPrompt = 100;

/** The expression for a prompt, or null when it is none. Host output is run through it, so nothing that can take for ever is taken. */
export function promptExpression(text: string): RegExp | null {
  if (text.length === 0 || text.length > longestPrompt) return null;
  // A repeated group that repeats inside, and what was matched before: the two that back-track without end.
  if (/\([^)]*[+*{|][^)]*\)[+*{]/.test(text) || /\\[1-9k]/.test(text) || (text.match(/[+*{]/g)?.length ?? 0) > 2) return null;
  try {
    return new RegExp(text);
  } catch {
    return null;
  }
}

/** The lines of a paste, each with its end. */
export function linesOf({ text, options }: AgreedPaste): string[] {
  return typedLines(text, options.end);
}
