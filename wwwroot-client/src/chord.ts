// The one chord that a terminal keeps for itself: it opens the portal's menu. Each choice is one that a serial line has no character for, or none of its own
// (Ctrl+Shift+Enter is Enter there), and that browsers leave alone. The choice is a cookie, because the portal writes it on its pages too (PreferenceCookies.Chord).

const year = 365 * 24 * 3_600;

export const chords = ['space', 'enter', 'pause'] as const;

export type Chord = (typeof chords)[number];

export interface PressedChord {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The choice among a document's cookies. */
export function chordOf(cookies: string): Chord {
  const chosen = /(?:^|;\s*)pilotlight-chord=([a-z]+)/.exec(cookies)?.[1];
  return chords.find(chord => chord === chosen) ?? 'space';
}

export function isChord({ code, ctrlKey, shiftKey, altKey, metaKey }: PressedChord, chord: Chord): boolean {
  if (altKey || metaKey) return false;
  if (chord === 'pause') return code === 'Pause' && !ctrlKey && !shiftKey;
  return ctrlKey && shiftKey && (chord === 'space' ? code === 'Space' : code === 'Enter' || code === 'NumpadEnter');
}

/** Whether a key that was pressed is the chord of this browser's user. */
export function opensMenu(event: PressedChord): boolean {
  return isChord(event, chordOf(document.cookie));
}

export function rememberChord(chord: string): void {
  const known = chords.find(choice => choice === chord) ?? 'space';
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `pilotlight-chord=${known}; Path=/; Max-Age=${year}; SameSite=Strict${secure}`;
}
