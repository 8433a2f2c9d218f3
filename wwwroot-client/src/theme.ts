import type { ITheme } from '@xterm/xterm';

/** The glass, from the page's tokens. It is dark in both themes, because firmware and boot loaders paint for black. */
export function themeOf(host: HTMLElement): ITheme {
  const style = getComputedStyle(host);
  const token = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const background = token('--glass', '#07090b');
  const foreground = token('--glass-t1', '#d5dae1');
  const accent = token('--glass-acc', '#84abff');
  const red = token('--ansi-red', '#ff7176');
  const green = token('--ansi-green', '#58bd8b');
  const yellow = token('--ansi-yellow', '#e5aa45');
  const blue = token('--ansi-blue', '#84abff');
  const magenta = token('--ansi-magenta', '#d3a0f5');
  const cyan = token('--ansi-cyan', '#5cc4d6');
  return {
    background, foreground, cursor: accent, cursorAccent: background,
    selectionBackground: token('--glass-select', '#2b4478'),
    black: token('--ansi-black', '#1b2127'), red, green, yellow, blue, magenta, cyan, white: foreground,
    brightBlack: token('--glass-t2', '#939daa'), brightRed: red, brightGreen: green, brightYellow: yellow,
    brightBlue: blue, brightMagenta: magenta, brightCyan: cyan, brightWhite: '#ffffff',
    scrollbarSliderBackground: token('--glass-line', '#232a32'),
    scrollbarSliderHoverBackground: token('--line-3', '#626d7a'),
    scrollbarSliderActiveBackground: token('--line-3', '#626d7a'),
  };
}
