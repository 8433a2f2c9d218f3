// Bundles the browser's share of the portal into src/Portal.Web/wwwroot/dist: scripts, the terminal's style sheet, fonts.
import { build } from 'esbuild';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(root, 'src/Portal.Web/wwwroot/dist');
const packageFolder = name => join(root, 'node_modules', name);

await requirePinned();
await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'fonts'), { recursive: true });

await build({
  entryPoints: [join(here, 'src/console.ts'), join(here, 'src/shell.ts'), join(here, 'src/transcript.ts'), join(here, 'src/observe-page.ts'), join(here, 'src/chart.ts')],
  outdir: out,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome120', 'firefox121', 'safari17'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});
await writeFile(join(out, 'console.css'), (await Promise.all([
  readFile(join(packageFolder('@xterm/xterm'), 'css/xterm.css'), 'utf8'),
  readFile(join(here, 'src/console.css'), 'utf8'),
])).join('\n'));
await cp(join(packageFolder('uplot'), 'dist/uPlot.min.css'), join(out, 'chart.css'));
await fonts();
await print();

/** What goes to browsers is in the versions that were looked at: an install from before, or one that was half done, must not slip in. */
async function requirePinned() {
  const pinned = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).devDependencies;
  for (const [name, version] of Object.entries(pinned).filter(([name]) => /^@(fontsource|microsoft|xterm)\//.test(name))) {
    const { version: found } = JSON.parse(await readFile(join(packageFolder(name), 'package.json'), 'utf8'));
    if (found !== version) throw new Error(`${name} is installed as ${found}, and package.json says ${version}: run npm ci.`);
  }
}

/** Copies the subsets the portal's two languages and its machines need (Chinese comes from the system's fonts) and writes their style sheet. */
async function fonts() {
  const families = [
    { family: 'Inter', name: 'inter', weights: [400, 500, 600] },
    { family: 'JetBrains Mono', name: 'jetbrains-mono', weights: [400, 600] },
  ];
  const subsets = ['latin', 'latin-ext', 'cyrillic', 'greek'];
  const rules = [];
  for (const { family, name, weights } of families) {
    const folder = packageFolder(`@fontsource/${name}`);
    const ranges = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8'));
    for (const weight of weights) {
      for (const subset of subsets) {
        const file = `${name}-${subset}-${weight}-normal.woff2`;
        await cp(join(folder, 'files', file), join(out, 'fonts', file));
        rules.push(`@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};font-display:swap;`
          + `src:url("fonts/${file}") format("woff2");unicode-range:${ranges[subset]}}`);
      }
    }
    await cp(join(folder, 'LICENSE'), join(out, 'fonts', `${name}-LICENSE.txt`));
  }
  await writeFile(join(out, 'fonts.css'), rules.join('\n') + '\n');
}

async function print() {
  let fontBytes = 0;
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const { size } = await stat(file);
    if (entry.name.endsWith('.woff2')) fontBytes += size;
    else if (!entry.name.endsWith('.txt')) console.log(`${(size / 1024).toFixed(1).padStart(8)} KiB  ${relative(root, file)}`);
  }
  console.log(`${(fontBytes / 1024).toFixed(1).padStart(8)} KiB  fonts`);
}
