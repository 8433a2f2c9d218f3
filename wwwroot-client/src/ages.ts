// Every live figure carries its age: <time data-age datetime="2026-01-01T00:00:00Z">2 s</time> goes on counting between renders,
// without a circuit's help. The server renders the first text; here only the text node's value changes, so that Blazor still finds it.

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

export function watchAges(): void {
  setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    const now = Date.now();
    for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-age]')) {
      const text = element.firstChild;
      const at = Date.parse(element.dateTime);
      if (!(text instanceof Text) || Number.isNaN(at)) continue;
      const words = ageInWords((now - at) / 1_000, document.documentElement.lang);
      if (text.data !== words) text.data = words;
    }
  }, 1_000);
}

export function ageInWords(seconds: number, language: string): string {
  const age = Math.max(0, Math.floor(seconds));
  for (const [unit, size] of steps) {
    if (age < size && unit !== 'second') continue;
    return new Intl.NumberFormat(language || undefined, { style: 'unit', unit, unitDisplay: 'narrow' }).format(Math.floor(age / size));
  }
  return '';
}
