// What a serial console expects for keys that have a name, for the key bar and for the keyboard's own function and editing keys.
// Everything else that is typed goes through xterm.js itself.
import { defaultKeys, profileSequence, resetSequence, type KeyChoice } from './key-profiles.ts';

const fixed: Record<string, string> = { Esc: '\x1b', Tab: '\t', Enter: '\r', Space: ' ' };

const aliases: Record<string, string> = { Ins: 'Insert', Del: 'Delete', PgUp: 'PageUp', PgDn: 'PageDown' };

const keyboardNames: Record<string, string> = { ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right' };

/**
 * The characters of a named key: `Esc`, `F11`, `Up`, `PgDn`, `Ctrl+C`, `Alt+x`, `Ctrl+Alt+Del`, or any single character.
 * Null for a name nobody knows and for a key that the profile does not have.
 */
export function sequenceOf(name: string, applicationCursorKeys: boolean, keys: KeyChoice = defaultKeys): string | null {
  if (name === 'Ctrl+Alt+Del') return resetSequence(keys.profile);
  if (name.startsWith('Alt+')) {
    const rest = sequenceOf(name.slice(4), applicationCursorKeys, keys);
    return rest === null ? null : `\x1b${rest}`;
  }
  if (name.startsWith('Ctrl+')) return controlOf(name.slice(5));
  if (fixed[name] !== undefined) return fixed[name];
  if (name === 'Backspace') return keys.backspace === 'bs' ? '\b' : '\x7f';
  const sequence = profileSequence(keys.profile, aliases[name] ?? name, applicationCursorKeys);
  if (sequence !== null) return sequence;
  return [...name].length === 1 ? name : null;
}

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The name of a function or editing key that was pressed alone, as `sequenceOf` takes it; null for every other key. */
export function nameOfPressed({ key, ctrlKey, shiftKey, altKey, metaKey }: PressedKey): string | null {
  if (ctrlKey || shiftKey || altKey || metaKey) return null;
  const name = keyboardNames[key] ?? key;
  return /^(F([1-9]|1[0-2])|Up|Down|Left|Right|Home|End|Insert|Delete|PageUp|PageDown|Backspace)$/.test(name) ? name : null;
}

function controlOf(key: string): string | null {
  if (key === 'Space' || key === '@') return '\0';
  if (key === '?') return '\x7f';
  const code = key.toUpperCase().charCodeAt(0);
  return key.length === 1 && code >= 0x41 && code <= 0x5f ? String.fromCharCode(code - 0x40) : null;
}
