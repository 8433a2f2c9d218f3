// Photographs the portal's pages, dark and light, English and Chinese, at a desk's and at a phone's width, into docs/images.
// Starts nothing itself: PORTAL_URL, PORTAL_EMAIL and PORTAL_PASSWORD_FILE (or the password on standard input) say where and who.
// With --out DIR and --only TEXT it writes elsewhere and only the pages whose name holds the text.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values: options } = parseArgs({ options: { out: { type: 'string', default: 'docs/images' }, only: { type: 'string', default: '' }, server: { type: 'string', default: '' } } });
const url = (process.env.PORTAL_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
const email = process.env.PORTAL_EMAIL;
if (!email) throw new Error('Set PORTAL_EMAIL, PORTAL_PASSWORD_FILE (or hand the password over on standard input) and PORTAL_URL.');
const password = (await readFile(process.env.PORTAL_PASSWORD_FILE ?? 0, 'utf8')).trim();

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
await mkdir(options.out, { recursive: true });
const troubles = [];

for (const language of ['en', 'zh-CN']) {
  for (const theme of ['dark', 'light']) {
    const context = await browser.newContext({ viewport: desk, locale: language, timezoneId: 'Europe/Berlin', colorScheme: theme });
    const page = await context.newPage();
    page.on('console', message => message.type() === 'error' && troubles.push(`${page.url()}: ${message.text()}`));
    page.on('pageerror', error => troubles.push(`${page.url()}: ${error.message}`));
    const suffix = `${language === 'en' ? 'en' : 'zh'}-${theme}`;
    const take = async (name, size) => {
      if (!name.includes(options.only)) return;
      await page.setViewportSize(size);
      await page.waitForTimeout(700);
      await page.screenshot({ path: join(options.out, `${name}-${size === phone ? 'phone-' : ''}${suffix}.png`) });
    };
    const both = async name => {
      await take(name, desk);
      await take(name, phone);
      await page.setViewportSize(desk);
    };

    // Something of a list of the API as a path, for pages that need one; null when there is none, and then there is no picture.
    const first = async (list, where, which = () => true) => {
      const answer = await page.evaluate(async path => { const got = await fetch(path); return got.ok ? got.json() : []; }, `/api/v1/${list}`);
      const found = (answer.items ?? answer).find(which);
      return found ? where(found) : null;
    };

    for (const [name, path] of [['signed-out', '/signed-out'], ['set-password', '/set-password?token=none'], ['sign-in-wrong', '/sign-in?error=wrong'], ['sign-in', '/sign-in']]) {
      await page.goto(url + path);
      await both(name);
    }
    await page.fill('#email', email);
    await page.fill('#password', password);
    await page.click('.gate-form .button-primary');
    await page.waitForSelector('.fleet-table [data-row]');
    await both('fleet');

    const name = options.server || await page.locator('.table-row:not(.is-stale) [data-open]').first().innerText();
    await page.click(`[data-open]:text-is("${name}")`);
    await page.waitForSelector('.server-head');
    await both('server');
    await page.click('.server-actions details[data-menu] summary');
    await take('power-menu', desk);
    await page.click('.server-actions .menu-item:nth-of-type(4)');
    await page.waitForSelector('dialog[open] .touches');
    await both('power-dialog');
    await page.keyboard.press('Escape');
    await page.click('.tab[href$="/console"]');
    await page.waitForSelector('.console .xterm-rows');
    await page.waitForTimeout(1200);
    await both('console');
    const serverPath = new URL(page.url()).pathname.replace(/\/console.*/, '');
    for (const [name, path, ready] of [
      ['doctor', `${serverPath}/console?doctor=1`, '.console'],
      ['transcript', `${serverPath}/console?view=text`, '.console'],
      ['history', `${serverPath}/console/history`, '#main'],
      ['sensors', `${serverPath}/sensors`, '#main'],
      ['events', `${serverPath}/events`, '#main'],
      ['inventory', `${serverPath}/inventory`, '#main'],
      ['boot', `${serverPath}/boot`, '#main'],
      ['bmc-accounts', `${serverPath}/bmc/accounts`, '#main'],
      ['bmc-network', `${serverPath}/bmc/network`, '#main'],
      ['bmc-sol', `${serverPath}/bmc/sol`, '#main'],
      ['bmc-channels', `${serverPath}/bmc/channels`, '#main'],
      ['bmc-raw', `${serverPath}/bmc/raw`, '#main'],
      ['fleet-events', '/events', '#main'],
      ['fleet-groups', '/?group=rack', '.group-row'],
      ['credentials', '/credentials', '#main'],
      ['tenants', '/tenants', '#main'],
      ['audit', '/audit', '#main'],
      ['wall', '/consoles', '.wall .xterm-rows'],
      ['search', '/search?q=login', '#main'],
      ['alerts', '/alerts', '#main'],
      ['alert-rules', '/alerts/rules', '#main'],
      ['account', '/account', '.me .panel'],
      ['people', '/people', '.people-table [data-row]'],
      ['grants', '/grants', '.grant-list'],
      ['roles', '/roles', '.rule.role'],
      ['requests', '/requests', '#main'],
      ['person', await first('users', user => `/grants?user=${user.id}`, user => user.email !== email), '.grant-list, .panel'],
      ['tenants', '/tenants', '.tenants-table [data-row], .empty'],
      ['tenant', await first('tenants', tenant => `/tenants/${tenant.id}`), '#tenant-servers'],
      ['hand-overs', '/handovers', '.page'],
      ['hand-over', await first('handovers', handOver => `/handovers/${handOver.id}`), '.step'],
      ['credentials', '/credentials', '.credentials-table [data-row], .empty'],
      ['audit', '/audit', '#audit-text'],
      ['own-tenant', await page.evaluate(async () => (await fetch('/api/v1/tenants')).status) === 404 ? '/tenant' : null, '#own-servers'],
      ['tokens', '/account/tokens', '#tokens'],
      ['second-factor', '/account/second-factor', '.gate-box'],
      ['confirm', '/account/confirm', '.gate-box'],
      ['forgot', '/sign-in/forgot', '.gate-box'],
    ]) {
      if (!path || !name.includes(options.only)) continue;
      await page.goto(url + path);
      await page.waitForSelector(ready);
      await page.waitForTimeout(1500);
      await both(name);
    }
    await page.goto(url + serverPath);
    await page.click('.tab[href$="/settings"]');
    await page.waitForSelector('#credential');
    await both('settings');
    await page.click('.rail-link[href="/operations"]');
    await page.waitForSelector('.operations-table, .empty');
    await both('operations');
    await page.goto(`${url}/servers/new`);
    await page.waitForSelector('#address');
    await both('add-server');
    await page.goto(`${url}/servers/00000000000000000000000000000000`);
    await page.waitForSelector('.empty h1');
    await take('not-found', desk);
    await context.close();
  }
}
await browser.close();
if (troubles.length > 0) {
  console.error([...new Set(troubles)].join('\n'));
  process.exitCode = 1;
}
