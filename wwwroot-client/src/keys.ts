// What a serial console expects for keys that have a name, for the key bar. Typed keys go through xterm.js itself.

const fixed: Record<string, string> = {
  Esc: '\x1b', Tab: '\t', Enter: '\r', Backspace: '\x7f', Space: ' ',
  Insert: '\x1b[2~', Delete: '\x1b[3~', Del: '\x1b[3~', PageUp: '\x1b[5~', PageDown: '\x1b[6~',
  F1: '\x1bOP', F2: '\x1bOQ', F3: '\x1bOR', F4: '\x1bOS', F5: '\x1b[15~', F6: '\x1b[17~',
  F7: '\x1b[18~', F8: '\x1b[19~', F9: '\x1b[20~', F10: '\x1b[21~', F11: '\x1b[23~', F12: '\x1b[24~',
};

const cursor: Record<string, string> = { Up: 'A', Down: 'B', Right: 'C', Left: 'D', Home: 'H', End: 'F' };

/**
 * The characters of a named key: `Esc`, `F11`, `Up`, `Ctrl+C`, `Alt+x`, or any single character. Null for a name nobody knows.
 */
export function sequenceOf(name: string, applicationCursorKeys: boolean): string | null {
  if (name.startsWith('Alt+')) {
    const rest = sequenceOf(name.slice(4), applicationCursorKeys);
    return rest === null ? null : `\x1b${rest}`;
  }
  if (name.startsWith('Ctrl+')) return controlOf(name.slice(5));
  const letter = cursor[name];
  if (letter) return (applicationCursorKeys ? '\x1bO' : '\x1b[') + letter;
  if (fixed[name] !== undefined) return fixed[name];
  return [...name].length === 1 ? name : null;
}

function controlOf(key: string): string | null {
  if (key === 'Space' || key === '@') return '\0';
  if (key === '?') return '\x7f';
  const code = key.toUpperCase().charCodeAt(0);
  return key.length === 1 && code >= 0x41 && code <= 0x5f ? String.fromCharCode(code - 0x40) : null;
}
