// How input that went to many consoles fares on each of them: taken, echoed, refused. Knows no browser, so that its tests need none.

/** What a console's input tells of itself. */
export interface InputTally {
  /** Characters sent so far, and those of them that its BMC has taken. */
  readonly typed: number;
  readonly pending: boolean;
  /** Whether the host printed anything since the last of them. */
  readonly printedSince: boolean;
  readonly refused: boolean;
  readonly paste: 'running' | 'waiting' | null;
}

/** `sent`: on its way. `taken`: the BMC has it, the host said nothing yet. `echoed`: the host printed since. `pasting`, `stopped`: a paste. */
export type Fare = 'sent' | 'taken' | 'echoed' | 'refused' | 'pasting' | 'stopped' | 'none';

/** How it fares since `typedBefore`, the count when typing on all began. */
export function fareOf(tally: InputTally, typedBefore: number): Fare {
  if (tally.paste === 'waiting') return 'stopped';
  if (tally.refused) return 'refused';
  if (tally.paste === 'running') return 'pasting';
  if (tally.typed <= typedBefore) return 'none';
  if (tally.printedSince) return 'echoed';
  return tally.pending ? 'sent' : 'taken';
}
