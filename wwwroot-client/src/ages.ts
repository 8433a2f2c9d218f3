// Every live figure carries its age and every page a clock; both tick here, so that an idle page needs no round trip.
// The server renders the first text with the same rule (Duration.cs) and hands its words over in the body's data-age:
// seconds | minutes | hours | days | "{0} ago". Only the text node's value changes, so that Blazor still finds its node.

export interface AgeWords {
  readonly seconds: string;
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
  readonly ago: string;
}

/** How far this browser's clock is behind the portal's, from the moment the page was made. */
let skew = 0;

export function watchAges(): void {
  const made = Number(document.body.dataset['now']);
  if (made > 0) skew = made - Date.now();
  tick();
  setInterval(() => {
    if (document.visibilityState === 'visible') tick();
  }, 1_000);
}

function tick(): void {
  const now = Date.now() + skew;
  clock(now);
  countdowns(now);
  const [seconds, minutes, hours, days, ago] = document.body.dataset['age']?.split('|') ?? [];
  if (!seconds || !minutes || !hours || !days || !ago) return;
  const words = { seconds, minutes, hours, days, ago };
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-age]')) {
    const at = Date.parse(element.dateTime);
    const text = element.firstChild;
    if (!(text instanceof Text) || Number.isNaN(at)) continue;
    const age = (now - at) / 1_000;
    const stale = element.dataset['fixed'] === undefined && age > Number(element.dataset['stale'] ?? Infinity);
    const said = ageInWords(age, words, stale || element.dataset['age'] === 'ago');
    if (text.data !== said) text.data = said;
    element.classList.toggle('age-stale', stale);
  }
}

/** What is left until a moment, as minutes and seconds. */
function countdowns(now: number): void {
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-due]')) {
    const text = element.firstChild;
    const left = Math.max(0, Math.ceil((Date.parse(element.dateTime) - now) / 1_000));
    if (!(text instanceof Text) || Number.isNaN(left)) continue;
    const said = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (text.data !== said) text.data = said;
  }
}

export function ageInWords(age: number, words: AgeWords, ago: boolean): string {
  const seconds = Math.max(0, Math.floor(age));
  const [form, count] = seconds < 60 ? [words.seconds, seconds]
    : seconds < 3_600 ? [words.minutes, Math.floor(seconds / 60)]
      : seconds < 48 * 3_600 ? [words.hours, Math.floor(seconds / 3_600)] : [words.days, Math.floor(seconds / 86_400)];
  const said = form.replace('{0}', String(count));
  return ago ? words.ago.replace('{0}', said) : said;
}

function clock(now: number): void {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-clock]')) {
    element.textContent = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
    element.dateTime = at.toISOString();
    element.title = `${at.toISOString().slice(11, 19)} UTC`;
  }
  // British English has names for Europe's zones where "en" says GMT+1.
  const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang || undefined;
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: 'short' })
    .formatToParts(at).find(part => part.type === 'timeZoneName')?.value ?? '';
  for (const element of document.querySelectorAll('[data-clock-zone]')) {
    if (element.textContent !== zone) element.textContent = zone;
  }
}
