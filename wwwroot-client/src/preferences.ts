// What a browser prefers. The theme changes at once, without a new page, which would end the circuit; the portal keeps it in a cookie.

import { rememberChord } from './chord.ts';

const year = 365 * 24 * 3_600;

export function watchPreferences(): void {
  tellZone();
  document.addEventListener('change', event => {
    if (event.target instanceof HTMLSelectElement && event.target.dataset['chordChoice'] !== undefined) rememberChord(event.target.value);
  });
  document.addEventListener('submit', event => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    const theme = event.submitter instanceof HTMLButtonElement && event.submitter.name === 'theme' ? event.submitter.value : null;
    if (!form || form.dataset['themeForm'] === undefined || theme === null) return;
    event.preventDefault();
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset['theme'] = theme;
    else delete document.documentElement.dataset['theme'];
    document.dispatchEvent(new CustomEvent('theme-changed'));
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form, event.submitter)) if (typeof value === 'string') body.append(name, value);
    void fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
  });
}

/** The server renders times in the viewer's zone; it learns the zone from this cookie (PreferenceCookies.Zone). */
function tellZone(): void {
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (document.cookie.includes(`pilotlight-zone=${zone}`)) return;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `pilotlight-zone=${zone}; Path=/; Max-Age=${year}; SameSite=Strict${secure}`;
}
